namespace Pipelines.Models.Encoders;

/// <summary>A scaler that treats each cell by its column alone, in double precision; the one place its formula is written.</summary>
internal interface IColumnScaler
{
    double Scale(int column, double value);

    double Unscale(int column, double value);
}

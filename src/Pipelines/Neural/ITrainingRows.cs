namespace Pipelines.Neural;

/// <summary>Training rows in blocks, the same in every epoch.</summary>
internal interface ITrainingRows
{
    /// <summary>Columns the network reads.</summary>
    int Inputs { get; }

    /// <summary>Columns of the targets; 0 where a row is its own target.</summary>
    int Targets { get; }

    /// <summary>All blocks from the first. A block is valid until the next is asked for.</summary>
    IEnumerable<TrainingBlock> Blocks(CancellationToken cancellation);
}

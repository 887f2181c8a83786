namespace Pipelines.Tests.Architecture;

/// <summary>Types as C# writes them.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new (Type Type, string Word)[]
    {
        (typeof(void), "void"), (typeof(object), "object"), (typeof(string), "string"), (typeof(bool), "bool"), (typeof(char), "char"), (typeof(byte), "byte"), (typeof(sbyte), "sbyte"),
        (typeof(short), "short"), (typeof(ushort), "ushort"), (typeof(int), "int"), (typeof(uint), "uint"), (typeof(long), "long"), (typeof(ulong), "ulong"),
        (typeof(float), "float"), (typeof(double), "double"), (typeof(decimal), "decimal"),
    }.ToDictionary(k => k.Type, k => k.Word);

    /// <summary>With its namespace.</summary>
    public static string Full(Type type) => $"{type.Namespace}.{Of(type)}";

    /// <summary>Without its type parameters.</summary>
    public static string Bare(Type type) => type.Name.IndexOf('`', StringComparison.Ordinal) is > 0 and var at ? type.Name[..at] : type.Name;

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return $"ref {Of(type.GetElementType()!)}";
        }
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return $"{Of(inner)}?";
        }
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }
        if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
        {
            return $"({string.Join(", ", type.GetGenericArguments().Select(Of))})";
        }
        var outer = type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}." : "";
        return type.IsGenericType ? $"{outer}{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : outer + type.Name;
    }
}

using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Pipelines.Tests.Architecture;

/// <summary>Everything that users of the library can name, one line a member, sorted, so that a change of it is seen in review.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var page = new StringBuilder("# Public API, written by PublicApiTests; renew with PIPELINES_RENEW=1.\n");
        foreach (var type in assembly.GetExportedTypes().OrderBy(TypeName.Full, StringComparer.Ordinal))
        {
            page.Append('\n').Append(Head(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                page.Append("  ").Append(line).Append('\n');
            }
        }
        return page.ToString();
    }

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : $"{(type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed && !type.IsValueType ? "sealed " : "")}{(type.GetMethod("<Clone>$") is not null ? "record" : type.IsValueType ? "struct" : "class")}";
        var parents = (type.IsEnum || type.IsValueType || type.BaseType == typeof(object) || type.BaseType is null || kind == "delegate" ? [] : new[] { type.BaseType })
            .Concat(kind is "delegate" or "enum" ? [] : type.GetInterfaces().Where(i => i.Assembly == type.Assembly)).Select(TypeName.Of).ToArray();
        return $"{kind} {TypeName.Full(type)}{(parents.Length > 0 ? $" : {string.Join(", ", parents.Order(StringComparer.Ordinal))}" : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [Method(type.GetMethod("Invoke")!)];
        }
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => string.Create(CultureInfo.InvariantCulture, $"{Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)} {n}"));
        }
        return type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{TypeName.Of(f.FieldType)} {f.Name}")
            .Concat(type.GetConstructors(Declared).Where(c => IsOpen(c) && !c.IsDefined(typeof(CompilerGeneratedAttribute))).Select(c => $"{TypeName.Bare(type)}({Parameters(c)})"))
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsOpen) && !p.IsDefined(typeof(CompilerGeneratedAttribute))).Select(Property))
            .Concat(type.GetMethods(Declared).Where(m => IsOpen(m) && !m.IsDefined(typeof(CompilerGeneratedAttribute)) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))).Select(Method));
    }

    private static bool IsOpen(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Property(PropertyInfo property)
    {
        var indices = property.GetIndexParameters();
        var name = indices.Length > 0 ? $"this[{string.Join(", ", indices.Select(Parameter))}]" : property.Name;
        var init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{required}{(property.GetAccessors(true)[0].IsStatic ? "static " : "")}{TypeName.Of(property.PropertyType)} {name} {{ {(IsOpen(property.GetMethod) ? "get; " : "")}{(IsOpen(property.SetMethod) ? init ? "init; " : "set; " : "")}}}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{(method.IsStatic ? "static " : "")}{TypeName.Of(method.ReturnType)} {method.Name}{generic}({extension}{Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.IsIn ? "in " : "";
        var value = !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? " = default" : " = null",
            bool flag => flag ? " = true" : " = false",
            var v => string.Create(CultureInfo.InvariantCulture, $" = {v}"),
        };
        return $"{direction}{TypeName.Of(parameter.ParameterType).Replace("ref ", direction.Length > 0 ? "" : "ref ", StringComparison.Ordinal)} {parameter.Name}{value}";
    }
}

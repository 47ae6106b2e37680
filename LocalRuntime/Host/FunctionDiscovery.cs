using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.Azure.Functions.Worker;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Finds the application's functions, and refuses those that could never run.</summary>
internal static class FunctionDiscovery
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>
    /// The types of the application's assemblies: those beside the app that use this runtime. Read from the app's list of files, because
    /// the compiler drops references that only <c>nameof</c> makes use of.
    /// </summary>
    public static IEnumerable<Type> ApplicationTypes()
    {
        var files = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        return files
            .Where(file => file.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) && UsesThisRuntime(file))
            .SelectMany(file => Assembly.Load(AssemblyName.GetAssemblyName(file)).GetTypes());
    }

    /// <exception cref="InvalidOperationException">Names every function that is wrong, and why.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        var wrong = new List<string>();
        var found = new Dictionary<string, FunctionDescriptor>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in types.SelectMany(type => type.GetMethods(Declared)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
            {
                continue;
            }

            var faults = FunctionRules.Check(attribute.Name, method);
            if (faults.Count > 0)
            {
                wrong.AddRange(faults.Select(fault => $"{attribute.Name} ({method.DeclaringType!.FullName}.{method.Name}): {fault}"));
                continue;
            }

            var (kind, trigger, parameter) = FunctionRules.TriggersOf(method).Single();
            var function = new FunctionDescriptor(attribute.Name, method, kind, trigger, parameter);
            if (!found.TryAdd(function.Name, function))
            {
                wrong.Add($"{function.Name}: two functions have this name, {found[function.Name].EntryPoint} and {function.EntryPoint}.");
            }
        }

        return wrong.Count == 0
            ? [.. found.Values]
            : throw new InvalidOperationException(string.Join(Environment.NewLine, ["The functions cannot be hosted:", .. wrong]));
    }

    static bool UsesThisRuntime(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
        {
            return false;
        }

        var metadata = image.GetMetadataReader();
        var runtime = typeof(FunctionDiscovery).Assembly.GetName().Name!;
        return metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .Any(reference => metadata.StringComparer.Equals(reference.Name, runtime));
    }
}

using System.Reflection;
using VideoGen.Functions.Access;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.App.Tests;

/// <summary>local.settings.sample.json explains every setting.</summary>
public sealed class SettingsSampleTests
{
    static readonly string Sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json"));

    /// <summary>What several services have in common is explained at one of them.</summary>
    [Fact]
    public void Sample_EverySetting_IsNamed()
    {
        var sections = new[] { typeof(AuthOptions), typeof(AssetOptions) }.SelectMany(type => type.Assembly.GetTypes())
            .Where(type => !type.IsAbstract && type.GetField("Section") is { IsLiteral: true });
        var settings = sections
            .SelectMany(type => SettingsOf(type, ((string)type.GetField("Section")!.GetRawConstantValue()!).Replace(":", "__", StringComparison.Ordinal)))
            .ToLookup(setting => (setting.Property.DeclaringType, setting.Property.Name), setting => setting.Name);

        settings.Should().NotBeEmpty();
        settings.Where(names => !names.Any(name => Sample.Contains($"\"{name}", StringComparison.Ordinal)))
            .Select(names => names.First()).Should().BeEmpty();
    }

    /// <returns>Names as environment variables have them, each as far as it is fixed.</returns>
    static IEnumerable<(PropertyInfo Property, string Name)> SettingsOf(Type options, string path)
        => options.GetProperties().SelectMany(property => (property.PropertyType, property.SetMethod?.IsPublic) switch
        {
            ({ IsGenericType: true } list, _) when list.GetGenericTypeDefinition() == typeof(IList<>)
                => SettingOf(property, list.GenericTypeArguments[0], $"{path}__{property.Name}__0"),
            ({ IsGenericType: true } map, _) when map.GetGenericTypeDefinition() == typeof(IDictionary<,>)
                => [(property, $"{path}__{property.Name}__")],
            (var type, true) => SettingOf(property, type, $"{path}__{property.Name}"),
            _ => [],
        });

    static IEnumerable<(PropertyInfo Property, string Name)> SettingOf(PropertyInfo property, Type type, string name)
        => type.IsClass && type != typeof(string) ? SettingsOf(type, name) : [(property, $"{name}\"")];
}

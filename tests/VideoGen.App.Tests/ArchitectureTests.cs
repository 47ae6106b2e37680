using System.Reflection;
using System.Xml.Linq;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Activities;
using VideoGen.Domain;
using VideoGen.Orchestrators;

namespace VideoGen.App.Tests;

/// <summary>The walls between the rooms, and the one source for two runtimes.</summary>
public sealed class ArchitectureTests
{
    static readonly string Root = FindRoot();

    [Theory]
    [InlineData("Shared/Domain", "")]
    [InlineData("Shared/Infrastructure", "VideoGen.Domain")]
    [InlineData("Orchestrators", "VideoGen.Domain")]
    [InlineData("Activities", "VideoGen.Infrastructure")]
    [InlineData("Functions", "VideoGen.Activities VideoGen.Orchestrators")]
    [InlineData("LocalRuntime", "")]
    [InlineData("AppHost", "")]
    public void Project_References_OnlyWhatItsRoomMay(string folder, string allowed)
    {
        var project = XDocument.Load(Directory.GetFiles(Path.Combine(Root, folder), "*.csproj").Single());

        project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order()
            .Should().Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Domain_NeedsNothingButThePlatform()
        => typeof(Script).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name)
            .Should().OnlyContain(name => name!.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Files, for which the platform's core is enough, are kept from them by <c>BannedSymbols.txt</c>.</summary>
    [Fact]
    public void Orchestrators_CannotReachDatabaseOrNetwork()
        => typeof(GenerateVideo).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name)
            .Should().NotContain(["VideoGen.Infrastructure", "Npgsql", "Dapper", "System.Net.Http"]);

    [Fact]
    public void Sources_DoNotKnowTheirRuntime()
    {
        var sources = new[] { "Functions", "Activities", "Orchestrators", "Shared" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories));

        sources.Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)
            || line.Contains("LocalRuntime", StringComparison.Ordinal))).Should().BeEmpty();
    }

    /// <summary>It references what stands in for the Gemini package, and with it the rest of the local runtime.</summary>
    [Fact]
    public void Infrastructure_KnowsNoFunctions()
        => Directory.EnumerateFiles(Path.Combine(Root, "Shared"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("Microsoft.Azure.Functions", StringComparison.Ordinal)
                || text.Contains("Microsoft.DurableTask", StringComparison.Ordinal))).Should().BeEmpty();

    [Fact]
    public void EveryStep_IsCarriedOutByOneActivityOfItsShapes()
    {
        var activities = typeof(BeginRun).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);
        var steps = typeof(Steps).GetProperties().ToDictionary(step => step.Name, step => step.PropertyType.GetGenericArguments());

        activities.Keys.Should().BeEquivalentTo(steps.Keys);
        activities.Should().AllSatisfy(activity => new[] { activity.Value.GetParameters()[0].ParameterType, activity.Value.ReturnType.GetGenericArguments()[0] }
            .Should().Equal(steps[activity.Key], "{0} takes and gives what its callers are told", activity.Key));
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "VideoGen.Functions.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

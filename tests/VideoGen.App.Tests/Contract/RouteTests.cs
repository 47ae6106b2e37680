using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Functions.Contract;

namespace VideoGen.App.Tests.Contract;

/// <summary>The contract and the app's functions name the same operations.</summary>
public sealed partial class RouteTests
{
    /// <summary>No part of the contract: media behind signed links, and what answers where nothing is.</summary>
    static readonly string[] Undocumented = ["ServeAsset", UnknownRoutes.Name];

    [Fact]
    public void Contract_Operations_AreTheFunctionsOfTheSameNameRouteAndMethod()
    {
        var functions = from type in typeof(ApiDocument).Assembly.GetTypes()
            from method in type.GetMethods()
            let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(one => one is not null)
            where trigger is not null && !Undocumented.Contains(name)
            from verb in trigger.Methods!
            select $"{char.ToLowerInvariant(name[0])}{name[1..]}: {verb.ToUpperInvariant()} /api/{Constraint().Replace(trigger.Route!, "}")}";

        new ApiDocument().Operations.Select(operation => $"{operation.Id}: {operation.Method} {operation.Path}")
            .Should().BeEquivalentTo(functions);
    }

    /// <summary>Before any other it would take that one's requests on Azure, where names decide.</summary>
    [Fact]
    public void UnknownRoute_AmongAllFunctions_ComesLastByName()
    {
        var names = from type in typeof(ApiDocument).Assembly.GetTypes()
            from method in type.GetMethods()
            let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
            where name is not null
            select name;

        names.Order(StringComparer.OrdinalIgnoreCase).Last().Should().Be(UnknownRoutes.Name);
    }

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}

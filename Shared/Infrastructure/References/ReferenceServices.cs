using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.Infrastructure.References;

public static class ReferenceServices
{
    /// <summary>Measures reference videos, and has them described where a model can see.</summary>
    public static IServiceCollection AddReferences(this IServiceCollection services) => services
        .AddSingleton<VideoSampler>()
        .AddSingleton<ReferenceMeasurer>()
        .AddSingleton<KeyFrames>()
        .AddSingleton<ReferenceDescriber>()
        .AddSingleton<MeasuredReferences>();
}

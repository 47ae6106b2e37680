using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.Infrastructure.References;

public static class ReferenceServices
{
    /// <summary>Measures reference videos; an <see cref="IReferenceDescriber"/> that is registered adds its words.</summary>
    public static IServiceCollection AddReferences(this IServiceCollection services) => services
        .AddSingleton<VideoSampler>()
        .AddSingleton<ReferenceMeasurer>()
        .AddSingleton<KeyFrames>()
        .AddSingleton<MeasuredReferences>();
}

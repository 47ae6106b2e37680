using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.Infrastructure.Uploads;

public static class UploadServices
{
    /// <summary>Takes over what people send.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton<UploadRepository>()
        .AddSingleton<UploadIntake>()
        .AddSingleton<ImageRepository>()
        .AddSingleton<ImageIntake>()
        .AddSingleton<UploadSweep>();
}

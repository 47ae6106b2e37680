using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using VideoGen.AppHost;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Bench;

/// <summary>What API and orchestration add to a video's time: the same video by the app, and by its painter and renderer alone.</summary>
internal static class OverheadBench
{
    const double GoalSeconds = 3;

    public static async Task<int> RunAsync()
    {
        await using var temporary = await TemporaryPostgres.StartAsync("bench", CancellationToken.None);
        var (postgres, folder) = (temporary.Server, temporary.Folder);
        await postgres.EnsureDatabaseAsync("videogen", CancellationToken.None);
        var (video, byApp) = await ByAppAsync(postgres.ConnectionString("videogen"), folder);
        await AloneAsync(video, folder);
        var alone = await AloneAsync(video, folder);
        var added = byApp - alone;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"20 s, 1920x1080: by the app {byApp.TotalSeconds:0.0} s, painted and rendered alone {alone.TotalSeconds:0.0} s ({byApp / alone:0.00}); added {added.TotalSeconds:0.0} s (goal {GoalSeconds:0})"));
        return added.TotalSeconds <= GoalSeconds ? 0 : 1;
    }

    /// <summary>Makes a video without review through HTTP, in a process of its own.</summary>
    static async Task<(JsonNode Video, TimeSpan Time)> ByAppAsync(string connectionString, string folder)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VideoGen.Functions.dll")]) { RedirectStandardOutput = true };
        start.Environment["Database__ConnectionString"] = connectionString;
        start.Environment["Assets__Folder"] = Path.Combine(folder, "assets");
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        start.Environment["Auth__Mode"] = "none";
        using var app = Process.Start(start)!;
        app.OutputDataReceived += (_, _) => { };
        app.BeginOutputReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            await ReadyAsync(http);
            var input = await InputAsync(http);
            // A server is measured warm: what it compiles for its first video it does not compile again. Of another size, so that no clip is reused.
            await MakeAsync(http, input, seconds: 10, "720p");
            return await MakeAsync(http, input, seconds: 20, "1080p");
        }
        finally
        {
            app.Kill();
            await app.WaitForExitAsync();
        }
    }

    static async Task<(JsonNode Video, TimeSpan Time)> MakeAsync(HttpClient http, JsonObject input, int seconds, string resolution)
    {
        input["options"]!["duration_seconds"] = seconds;
        input["options"]!["resolution"] = resolution;
        var clock = Stopwatch.StartNew();
        var video = await PostAsync(http, "videos", input);
        for (var status = ""; video["status"]!.GetValue<string>() != "completed";)
        {
            await Task.Delay(200);
            if (video["status"]!.GetValue<string>() is var now && now != status)
            {
                Report("the app", status = now, clock);
            }

            video = (await http.GetFromJsonAsync<JsonNode>($"api/v1/videos/{video["id"]}"))!;
            if (video["status"]!.GetValue<string>() == "failed")
            {
                throw new InvalidOperationException($"The video failed: {video["failure"]}");
            }
        }

        return (video, clock.Elapsed);
    }

    /// <summary>Paints the same stills, renders the same clips, two at a time, and joins them: nothing but the media work.</summary>
    static async Task<TimeSpan> AloneAsync(JsonNode video, string folder)
    {
        var sample = Sample();
        var options = JsonSerializer.Deserialize<GenerationOptions>(video["options"], DomainJson.Options)!;
        var storyboard = JsonSerializer.Deserialize<Storyboard>(video["storyboard"]!["content"], DomainJson.Options)!;
        var brand = JsonSerializer.Deserialize<Brand>(sample["brand"], DomainJson.Options)!;
        sample["product"]!["brand_id"] = Guid.Empty;
        var product = JsonSerializer.Deserialize<Product>(sample["product"], DomainJson.Options)!;
        var media = Options.Create(new MediaOptions());
        var (fonts, probe) = (new Fonts(media), new MediaProbe(media));
        var (painter, renderer) = (new StillPainter(fonts), new FilmRenderer(media, probe, fonts));
        var clips = new string[storyboard.Scenes.Count];

        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, clips.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, token) =>
        {
            var brief = SceneBrief.For(storyboard.Scenes[i], i == clips.Length - 1, brand, product, options);
            var still = Path.Combine(folder, $"{i}.png");
            await File.WriteAllBytesAsync(still, painter.Paint(brief.Still), token);
            clips[i] = Path.Combine(folder, $"{i}.mp4");
            await renderer.RenderSceneClipAsync(brief, still, clips[i], null, token);
        });
        Report("alone", "clips are there", clock);
        var film = Path.Combine(folder, "film.mp4");
        await renderer.AssembleAsync(storyboard, clips, new FilmSettings(options.FrameSize, options.Captions, new SoundTrack(1)), film, null, CancellationToken.None);
        await new Thumbnail(media, probe).WriteAsync(film, 1.5, Path.Combine(folder, "film.jpg"), CancellationToken.None);
        return clock.Elapsed;
    }

    static void Report(string who, string what, Stopwatch clock)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clock.Elapsed.TotalSeconds,5:0.0} s  {who}: {what}"));

    static async Task<JsonObject> InputAsync(HttpClient http)
    {
        var sample = Sample();
        var brand = await PostAsync(http, "brands", sample["brand"]!);
        var product = sample["product"]!.DeepClone();
        product["brand_id"] = brand["id"]!.GetValue<string>();
        return new JsonObject
        {
            ["brand_id"] = brand["id"]!.GetValue<string>(),
            ["product_id"] = (await PostAsync(http, "products", product))["id"]!.GetValue<string>(),
            ["reference_id"] = (await PostAsync(http, "references", sample["reference"]!))["id"]!.GetValue<string>(),
            ["options"] = new JsonObject { ["language"] = "en", ["review"] = new JsonArray() },
        };
    }

    static JsonNode Sample() => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "en.json")))!;

    static async Task<JsonNode> PostAsync(HttpClient http, string what, JsonNode body)
    {
        using var answer = await http.PostAsJsonAsync($"api/v1/{what}", body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    static async Task ReadyAsync(HttpClient http)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync("api/health/ready");
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.Functions.Http;
using VideoGen.Testing;

namespace VideoGen.Bench.Api;

/// <summary>How fast the API answers beside a million videos, against a bare server with the same SQL; how long searches take; what open streams cost.</summary>
internal static class ApiBench
{
    const double GoalRate = 0.7, GoalPages = 1.5, GoalSearch = 100, GoalMegabytes = 100, GoalProcessors = 0.05;
    const int Rounds = 3, PageSize = 20, FarPage = 10_000;
    static readonly TimeSpan Round = TimeSpan.FromSeconds(5), Watching = TimeSpan.FromSeconds(60), Settling = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Said by half of all videos, by some, by one in a hundred to one of a hundred thousand, and by none; Korean ones begin and end in the
    /// middle of words.
    /// </summary>
    static readonly string[] Words =
    [
        "수분", "quiet", "morning 커피", "Brand 77", "일퍼센", "반퍼센트", "사백마디", "드문낱말", "문낱", "희귀한", "Film 4711", "Product 1234",
        "없는낱말", "nowhere", "텀블", "r", "물",
    ];

    static readonly string[] Searches =
    [
        .. Words.Select(Uri.EscapeDataString), "quiet&status=completed&sort=title",
        .. new[] { "status=completed", "status=failed,cancelled", "sort=-cost_usd" }.Select(more => $"{Uri.EscapeDataString("반퍼센트")}&{more}"),
    ];

    public static async Task<int> RunAsync(int videos)
    {
        await using var postgres = await TemporaryPostgres.StartAsync("api", CancellationToken.None);
        await postgres.Server.EnsureDatabaseAsync("videogen", CancellationToken.None);
        var connectionString = postgres.Server.ConnectionString("videogen");
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var app = await RunningApp.StartAsync(new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = connectionString,
            ["Assets__Store"] = "files",
            ["Assets__Folder"] = Path.Combine(postgres.Folder, "assets"),
        });
        var clock = Stopwatch.StartNew();
        await Million.FillAsync(database, new ApiClient(app.Http), videos);
        Say($"{videos} videos made in {clock.Elapsed.TotalSeconds:0} s");
        // Without the tests' look at every answer.
        using var http = new HttpClient { BaseAddress = app.Address };
        var bare = await StartBareAsync(connectionString);
        try
        {
            var good = await RatesAsync(http, bare.Http, database);
            good &= await PagesAsync(http, database, Math.Min(FarPage, videos / PageSize));
            good &= await SearchesAsync(http);
            good &= await StreamsAsync(app, database);
            return good ? 0 : 1;
        }
        finally
        {
            bare.Process.Kill();
            bare.Process.Dispose();
            bare.Http.Dispose();
        }
    }

    static async Task<bool> RatesAsync(HttpClient app, HttpClient bare, NpgsqlDataSource database)
    {
        var ids = await IdsAsync(database, "completed", Million.Whole / 2);
        return await CompareAsync("one video", i => $"videos/{ids[i % ids.Count]}") & await CompareAsync("the first page", _ => "videos?limit=20");

        async Task<bool> CompareAsync(string what, Func<int, string> path)
        {
            var (ofApp, ofBare) = (0.0, 0.0);
            for (var i = 0; i <= Rounds; i++)
            {
                var (one, other) = (await Load.RateAsync(app, request => $"api/v1/{path(request)}", Round), await Load.RateAsync(bare, path, Round));
                // The first round warms both up.
                (ofApp, ofBare) = i == 0 ? (0, 0) : (Math.Max(ofApp, one), Math.Max(ofBare, other));
            }

            Say($"{what}: {ofApp:0} a second, bare {ofBare:0} ({ofApp / ofBare:0.00}; goal {GoalRate})");
            return ofApp / ofBare >= GoalRate;
        }
    }

    static async Task<bool> PagesAsync(HttpClient app, NpgsqlDataSource database, int page)
    {
        await using var connection = await database.OpenConnectionAsync();
        var (at, id) = await connection.QuerySingleAsync<(DateTime, Guid)>(
            $"select created_at, id from videos order by created_at desc, id desc offset {(page - 1) * PageSize - 1} limit 1");
        var last = new ListCursor(new Dictionary<string, string>(), at.ToString("O", CultureInfo.InvariantCulture), id);
        var (near, far) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Rounds; i++)
        {
            near = Math.Min(near, await Load.SlowestOf100Async(app, _ => "api/v1/videos?limit=20", 500));
            far = Math.Min(far, await Load.SlowestOf100Async(app, _ => $"api/v1/videos?limit=20&cursor={last}", 500));
        }

        Say($"page 1: {near:0.0} ms (99 of 100), page {page}: {far:0.0} ms ({far / near:0.00}; goal {GoalPages})");
        return far / near <= GoalPages;
    }

    static async Task<bool> SearchesAsync(HttpClient app)
    {
        foreach (var search in Searches)
        {
            var took = await Load.SlowestOf100Async(app, _ => $"api/v1/videos?q={search}", 20);
            Say($"  {Uri.UnescapeDataString(search)}: {took:0.0} ms");
        }

        var slow = await Load.SlowestOf100Async(app, i => $"api/v1/videos?q={Searches[i % Searches.Length]}", Searches.Length * 20);
        Say($"search: {slow:0.0} ms (99 of 100; goal {GoalSearch})");
        return slow <= GoalSearch;
    }

    static async Task<bool> StreamsAsync(RunningApp app, NpgsqlDataSource database)
    {
        using var process = Process.GetProcessById(app.ProcessId);
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = app.Address, Timeout = Timeout.InfiniteTimeSpan };
        await Task.Delay(Settling);
        var (bytes, idle) = (Memory(process), await ProcessorsAsync(process));
        var streams = new List<HttpResponseMessage>();
        foreach (var id in await IdsAsync(database, "storyboard_ready", Million.Waiting))
        {
            streams.Add(await http.GetAsync($"api/v1/videos/{id}/events", HttpCompletionOption.ResponseHeadersRead));
        }

        await Task.Delay(Settling);
        var (processors, megabytes) = (await ProcessorsAsync(process) - idle, (Memory(process) - bytes) / 1e6);
        streams.ForEach(stream => stream.Dispose());
        Say($"{streams.Count} open streams: {megabytes:0} MB (goal {GoalMegabytes}), {processors:0.000} processors (goal {GoalProcessors}) more than none");
        return megabytes <= GoalMegabytes && processors <= GoalProcessors;
    }

    static async Task<double> ProcessorsAsync(Process process)
    {
        process.Refresh();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await Task.Delay(Watching);
        process.Refresh();
        return (process.TotalProcessorTime - before) / clock.Elapsed;
    }

    static long Memory(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    static async Task<IReadOnlyList<Guid>> IdsAsync(NpgsqlDataSource database, string status, int count)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<Guid>("select id from videos where status = @status order by created_at desc limit @count", new { status, count })).AsList();
    }

    static async Task<(Process Process, HttpClient Http)> StartBareAsync(string connectionString)
    {
        var address = new Uri($"http://127.0.0.1:{RunningApp.FreePort()}");
        var process = Process.Start("dotnet", [typeof(ApiBench).Assembly.Location, "bare", connectionString, $"{address}"])!;
        var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            try
            {
                await http.GetAsync("videos");
                return (process, http);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

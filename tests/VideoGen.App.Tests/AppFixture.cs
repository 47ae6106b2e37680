using Dapper;
using Npgsql;
using VideoGen.Testing;

namespace VideoGen.App.Tests;

/// <summary>A database and a folder of one test class, and the app on them.</summary>
public class AppFixture : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("videogen-app-");
    RunningApp? _app;
    NpgsqlDataSource? _data;

    public RunningApp App => _app!;

    public ApiClient Api => new(App.Http);

    /// <summary>Where the app works on media; no process may have a file of it open when the app is dead.</summary>
    public string WorkFolder => Path.Combine(_folder.FullName, "work");

    /// <summary>Stands before ffmpeg: with a file <c>break-scenes</c> beside it, one more scene is filmed and all others fail in the middle.</summary>
    public string BreakScenes => Path.Combine(_folder.FullName, "break-scenes");

    /// <summary>While this file is there, ffmpeg measures no reference and never ends.</summary>
    public string HoldMeasuring => Path.Combine(_folder.FullName, "hold-measuring");

    public virtual Dictionary<string, string> Settings => new()
    {
        ["Database__ConnectionString"] = _database.ConnectionString,
        ["Assets__Store"] = "files",
        ["Assets__Folder"] = Path.Combine(_folder.FullName, "assets"),
        ["Media__WorkFolder"] = WorkFolder,
        ["Media__Preset"] = "ultrafast",
        ["Media__FrameRate"] = "10",
        ["Media__FfmpegPath"] = Path.Combine(_folder.FullName, "ffmpeg"),
        // How long the next process waits for one that was killed.
        ["LocalRuntime__LeaseTime"] = "00:00:05",
    };

    /// <summary>Where the app will listen; <see langword="null"/> for any free port.</summary>
    protected virtual int? Port => null;

    public virtual async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        WriteFfmpeg();
        _app = await RunningApp.StartAsync(Settings, Port);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        await (_data?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>kill -9, and start again on the same port with what is left.</summary>
    public async Task KillAndRestartAsync()
    {
        var port = App.Address.Port;
        await App.KillAsync();
        await App.DisposeAsync();
        _app = await RunningApp.StartAsync(Settings, port);
    }

    protected NpgsqlDataSource Database => _data ??= NpgsqlDataSource.Create(_database.ConnectionString);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        return (await connection.QueryAsync<T>(sql, values)).AsList();
    }

    void WriteFfmpeg()
    {
        var script = Settings["Media__FfmpegPath"];
        // A scene's clip has no sound track; the film has one.
        File.WriteAllText(script, $"""
            #!/bin/sh
            case "$*" in
              *.wav*) ;;
              *scale=96:54*) if [ -e "{HoldMeasuring}" ]; then touch "{HoldMeasuring}.begun"; exec sleep 600; fi ;;
              *rawvideo*pipe:0*|*rawvideo*"-i -"*) if [ -e "{BreakScenes}" ] && ! mkdir "{BreakScenes}.last" 2>/dev/null; then head -c 1000000 > /dev/null; echo "broken on purpose" >&2; exit 1; fi ;;
            esac
            exec ffmpeg "$@"
            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// A running ffmpeg or ffprobe. Its only ties to this process are its three pipes, so it ends when this process is killed: one that
/// reads sees the end of its input, one that writes has nobody left to write to.
/// </summary>
internal sealed class MediaProcess : IAsyncDisposable
{
    const int KeptErrorCharacters = 2000;

    readonly Process process;
    readonly string program;
    readonly Task<string> errors;
    readonly CancellationTokenRegistration killOnCancel;

    MediaProcess(Process process, string program, CancellationToken cancellationToken)
    {
        this.process = process;
        this.program = program;
        errors = ReadTailAsync(process.StandardError);
        // A blocked read or write on a pipe cannot be cancelled; the end of the process ends it.
        killOnCancel = cancellationToken.Register(Kill);
    }

    public int Id => process.Id;

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    /// <exception cref="MediaSetupException">The program is not there or may not be run.</exception>
    public static MediaProcess StartFfmpeg(MediaOptions options, IEnumerable<string> arguments, CancellationToken cancellationToken)
        => Start(
        "ffmpeg", options.FfmpegPath, nameof(options.FfmpegPath), ["-hide_banner", "-loglevel", "error", .. arguments], cancellationToken);

    /// <inheritdoc cref="StartFfmpeg"/>
    public static MediaProcess StartFfprobe(MediaOptions options, IEnumerable<string> arguments, CancellationToken cancellationToken)
        => Start(
        "ffprobe", options.FfprobePath, nameof(options.FfprobePath), ["-loglevel", "error", .. arguments], cancellationToken);

    static MediaProcess Start(
        string program, string path, string setting, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return new(Process.Start(start)!, program, cancellationToken);
        }
        catch (Win32Exception reason)
        {
            throw MediaSetupException.MissingProgram(program, path, setting, reason);
        }
    }

    /// <summary>Ends the input and waits for the process.</summary>
    /// <exception cref="FfmpegException">It failed.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        CloseInput();
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new FfmpegException(program, process.ExitCode, await errors);
        }
    }

    /// <summary>Turns a broken pipe into what the process itself said about its end.</summary>
    /// <returns>The exception to throw.</returns>
    public async Task<Exception> ExplainAsync(IOException brokenPipe, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CloseInput();
        await process.WaitForExitAsync(cancellationToken);
        return new FfmpegException(program, process.ExitCode, await errors, brokenPipe);
    }

    public async ValueTask DisposeAsync()
    {
        await killOnCancel.DisposeAsync();
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    void CloseInput()
    {
        try
        {
            Input.Close();
        }
        catch (IOException)
        {
            // Nobody reads any more; the exit code says why.
        }
    }

    static async Task<string> ReadTailAsync(StreamReader reader)
    {
        var tail = "";
        var buffer = new char[KeptErrorCharacters];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            tail += new string(buffer, 0, read);
            tail = tail[Math.Max(0, tail.Length - KeptErrorCharacters)..];
        }

        return tail.Trim();
    }
}

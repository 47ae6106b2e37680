using System.Buffers;
using System.Runtime.InteropServices;

namespace VideoGen.Infrastructure.Assets;

/// <summary>Files that are there whole or not at all, also after a power cut: written aside, flushed to the disk, renamed.</summary>
internal static partial class DurableFile
{
    const int BufferBytes = 1 << 20;

    /// <summary>
    /// Writes a new file and flushes it; its time is the clock's to the tick, finer than what file systems write by themselves.
    /// </summary>
    /// <exception cref="Exception">What <paramref name="tooLarge"/> makes, once more than <paramref name="maxBytes"/> came.</exception>
    public static async Task WriteAsync(
        string path, Stream content, long maxBytes, Func<Exception> tooLarge, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        });
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int count;
            while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                maxBytes -= count;
                if (maxBytes < 0)
                {
                    throw tooLarge();
                }

                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTime.UtcNow);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Moves a file to its place, replacing what is there; its folder is made if need be.</summary>
    /// <param name="from">A flushed file on the same file system.</param>
    /// <param name="to">Below <paramref name="root"/>.</param>
    /// <param name="root">A folder that is there for good.</param>
    public static void Rename(string from, string to, string root)
    {
        var folder = Path.GetDirectoryName(to)!;
        for (var attemptsLeft = 10; ; attemptsLeft--)
        {
            Directory.CreateDirectory(folder);
            try
            {
                File.Move(from, to, overwrite: true);
                break;
            }
            catch (DirectoryNotFoundException) when (attemptsLeft > 0)
            {
                // A delete of the folder's last file came between and took the folder along.
            }
        }

        // The rename, and each folder that may be new, is an entry in the folder above.
        for (var above = folder; above.Length >= root.Length; above = Path.GetDirectoryName(above)!)
        {
            FlushFolder(above);
        }
    }

    /// <summary>Deletes a file if it is there, and the folders below <paramref name="root"/> that are then empty.</summary>
    public static void Delete(string path, string root)
    {
        try
        {
            File.Delete(path);
            for (var folder = Path.GetDirectoryName(path)!; folder.Length > root.Length; folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Never there, or another delete was first.
        }
        catch (IOException) when (!File.Exists(path))
        {
            // The folder is not empty, which ends the climb.
        }
    }

    static void FlushFolder(string folder)
    {
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            return;   // Another delete took it: then there is no entry to keep.
        }

        var result = FSync(descriptor);
        var error = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"{folder} could not be flushed to the disk: {error}");
        }
    }

    // .NET opens no folders.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

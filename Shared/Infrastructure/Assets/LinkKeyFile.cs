using System.Security.Cryptography;

namespace VideoGen.Infrastructure.Assets;

/// <summary>The key that signs links where none is configured: made by the first who needs it, the same for all after.</summary>
internal static class LinkKeyFile
{
    const int KeyBytes = 32;
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static byte[] Read(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "link.key");
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes
            ? key
            : throw new AssetStoreException(
                $"{path} is not {KeyBytes} bytes long. Delete it, which ends all links, or set Assets__LinkKey.");
    }

    static void Create(string path)
    {
        var made = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (var file = new FileStream(made, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(made, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another instance was first; its key counts.
            File.Delete(made);
        }
    }
}

using System.Buffers.Binary;
using SkiaSharp;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Infrastructure.Tests.References;

public sealed class ImageFileTests : IDisposable
{
    readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    public void Read_AnImage_SaysWhatItIs(SKEncodedImageFormat format, string type)
    {
        File.WriteAllBytes(_file, Encode(format, 320, 200));

        ImageFile.Read(_file).Facts.Should().Be(new ImageFacts(320, 200, type));
    }

    [Fact]
    public void Read_CutOff_IsRefused()
    {
        var whole = Encode(SKEncodedImageFormat.Jpeg, 320, 200);
        File.WriteAllBytes(_file, whole[..(whole.Length / 2)]);

        ImageFile.Read(_file).Fault.Should().Contain("cut off");
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("")]
    public void Read_NoImage_IsRefused(string content)
    {
        File.WriteAllText(_file, content);

        ImageFile.Read(_file).Fault.Should().Contain("no PNG, JPEG or WebP");
    }

    [Fact]
    public void Read_SaysThatItIsEnormous_IsRefusedBeforeItIsDecoded()
    {
        var png = Encode(SKEncodedImageFormat.Png, 320, 200);
        // Width and height of the header, and its checksum.
        new byte[] { 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30 }.CopyTo(png, 16);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Checksum(png.AsSpan(12, 17)));
        File.WriteAllBytes(_file, png);

        ImageFile.Read(_file).Fault.Should().Contain("30000 x 30000");
    }

    public void Dispose() => File.Delete(_file);

    /// <summary>CRC-32 as PNG has it.</summary>
    static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
            }
        }

        return ~crc;
    }

    static byte[] Encode(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.DrawColor(SKColors.Teal);
        using var paint = new SKPaint { Color = SKColors.Orange };
        canvas.DrawCircle(width / 2f, height / 2f, height / 3f, paint);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}

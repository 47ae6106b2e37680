using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>What a scene shows.</summary>
public abstract record Footage;

/// <param name="Path">A PNG, JPEG or WebP; best painted in <see cref="CameraPath.StillSize"/>.</param>
public sealed record StillFootage(string Path, CameraMovement Movement) : Footage;

/// <param name="Path">A video file; it should last as long as the scene and its overlap with the next. Its sound, if it has any, is heard in the scene.</param>
public sealed record ClipFootage(string Path) : Footage;

/// <param name="DurationSeconds">From the scene's first frame to the next scene's first frame.</param>
/// <param name="Transition">How it gives way to the next scene; of the last scene it does not matter.</param>
/// <param name="Caption">Burned in for as long as the scene lasts; <see langword="null"/> or empty shows none.</param>
public sealed record FilmScene(Footage Footage, double DurationSeconds, Transition Transition, string? Caption = null);

/// <param name="Sound">The music; with <see langword="null"/> only the scenes are heard, if they have sound.</param>
/// <param name="EndsInBlack">Whether the last half second fades to black.</param>
public sealed record Film(FrameSize Size, IReadOnlyList<FilmScene> Scenes, SoundTrack? Sound, bool EndsInBlack = true);

/// <param name="Captions">Whether the narration is burned in.</param>
/// <param name="Sound">The music; with <see langword="null"/> only the clips are heard, if they have sound.</param>
public sealed record FilmSettings(FrameSize Size, bool Captions, SoundTrack? Sound);

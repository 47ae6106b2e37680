namespace VideoGen.Infrastructure.Media;
public sealed class StillPainter(Fonts fonts) { public Fonts Fonts => fonts; }

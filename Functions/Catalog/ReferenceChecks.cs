using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>What a reference has to be; all that is wrong at once.</summary>
static class ReferenceChecks
{
    public static List<FieldError> Check(ReferenceAnalysis reference)
    {
        var errors = new List<FieldError>();
        CatalogChecks.CheckText(errors, "title", reference.Title, 1, CatalogChecks.LongestLine);
        CatalogChecks.CheckText(errors, "visual_style.lighting", reference.VisualStyle.Lighting, 0, CatalogChecks.LongestLine);
        CatalogChecks.CheckText(errors, "visual_style.mood", reference.VisualStyle.Mood, 0, CatalogChecks.LongestLine);
        CatalogChecks.CheckTexts(errors, "visual_style.keywords", reference.VisualStyle.Keywords, CatalogChecks.LongestName);
        if (reference.DurationSeconds is not (>= 1 and <= 3600))
        {
            errors.Add(new("duration_seconds", "A reference lasts 1 to 3600 seconds."));
        }

        if (reference.AverageShotSeconds is not (>= 0.1 and <= 600))
        {
            errors.Add(new("average_shot_seconds", "A shot lasts 0.1 to 600 seconds on average."));
        }

        CheckSegments(errors, reference);
        return errors;
    }

    static void CheckSegments(List<FieldError> errors, ReferenceAnalysis reference)
    {
        if (reference.Segments.Count is 0 or > 100)
        {
            errors.Add(new("segments", $"Give 1 to 100 segments; there are {reference.Segments.Count}."));
        }

        for (var i = 0; i < reference.Segments.Count; i++)
        {
            var segment = reference.Segments[i];
            CatalogChecks.CheckText(errors, $"segments[{i}].summary", segment.Summary, 0, CatalogChecks.LongestText);
            var earliest = i == 0 ? 0 : reference.Segments[i - 1].EndSeconds;
            if (!(segment.StartSeconds >= earliest - 0.001))
            {
                errors.Add(new($"segments[{i}].start_seconds", "Segments follow each other: this one starts before the one before it ends."));
            }

            if (!(segment.EndSeconds > segment.StartSeconds) || !(segment.EndSeconds <= reference.DurationSeconds + 0.001))
            {
                errors.Add(new($"segments[{i}].end_seconds", "A segment ends after it starts, and not after the reference's duration_seconds."));
            }
        }
    }
}

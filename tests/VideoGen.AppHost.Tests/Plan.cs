namespace VideoGen.AppHost.Tests;

/// <summary>A script and its storyboard as the API shows them.</summary>
static class Plan
{
    public const string Script = """
        {"revision": 1, "digest": "a1", "content": {"title": "Morning light", "scenes": [
          {"number": 1, "role": "hook", "duration_seconds": 4.5, "narration": "Still tired at ten?", "on_screen_text": "Tired?"},
          {"number": 2, "role": "call_to_action", "duration_seconds": 5, "narration": "Try it today.", "on_screen_text": "Today"}]}}
        """;

    public const string Storyboard = """
        {"revision": 2, "digest": "b2", "content": {"scenes": [
          {"number": 1, "visual_prompt": "A desk at dawn", "shot_size": "wide", "camera_movement": "push_in",
          "camera_angle": "eye_level", "transition": "cut"},
          {"number": 2, "visual_prompt": "The product in a hand", "shot_size": "close_up", "camera_movement": "static",
          "camera_angle": "eye_level",
           "transition": "fade_through_black"}]}}
        """;
}

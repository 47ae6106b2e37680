using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>English as a brand speaks it in an advertisement: short, to the viewer, nothing that only a fact may claim.</summary>
internal static class EnglishPhrasebook
{
    public static Phrasebook Lines { get; } = new()
    {
        Hooks = new Dictionary<HookStyle, string[]>
        {
            [HookStyle.Question] =
            [
                "What if it could be this easy?", "Still settling for less?", "Since when is almost enough?",
                "{audience}, does this sound familiar?", "Have you met {name} yet?", "What would make your day a little easier?",
                "Ever wish the small things just worked?", "Why put up with second best?",
                "When did you last love something you use every day?",
            ],
            [HookStyle.Statistic] =
            [
                "Remember this number: {number}.", "{number}. Keep that in mind.", "{number}. Let that sink in.",
                "One number to remember: {number}.",
                "{number}. You heard that right.", "Here's a number you'll want to remember: {number}.",
            ],
            [HookStyle.BoldClaim] =
            [
                "This is {name}.", "Stop right there. This is {name}.", "{name}. Remember the name.", "It's time to expect more.",
                "You only have to see this once.", "Forget what you're used to.", "Raise your expectations.", "{fact}. Yes, really.",
                "Say goodbye to second best.",
            ],
            [HookStyle.Problem] =
            [
                "We've all been there.", "It's always the little things.", "It shouldn't be this hard.",
                "You know the feeling. Almost right, never quite.",
                "Some days, nothing seems to work.", "Here we go again.", "Tired of making do?",
                "Let's be honest. You've put up with this for too long.",
            ],
            [HookStyle.Story] =
            [
                "It starts like any other day.", "A day like any other. Almost.", "Let's follow one ordinary day.",
                "Here's a little story.",
                "Picture a day that just works.", "One ordinary day, one small change.", "Here's a little story about an ordinary day.",
                "This is the day that something small changed everything.",
            ],
        },
        Teasers =
        [
            "Keep watching.", "Watch closely.", "There's an answer.", "Stay for a moment. It's worth it.",
            "You'll want to see what comes next.", "Now look again.",
        ],
        Problems =
        [
            "Close, but not quite.", "You shouldn't have to.", "It never quite fits.", "It adds up, day after day.",
            "And tomorrow, all over again.",
            "You notice it every time.", "It's not you. Really.", "Almost right is still not right.",
            "Making do gets old fast.", "Sound familiar?", "There has to be a better way.",
            "It's the small annoyances that add up.", "You try one thing, then another, and something is always missing.",
            "Every day, the same little compromise.", "And who has time for that?", "So you shrug, and you make do.",
            "Once is fine. Every single day is not.",
            "Good enough never really is.", "You've put up with it for long enough.", "It's a small thing, until it happens every day.",
        ],
        Introductions =
        [
            "Meet {name}.", "Say hello to {name}.", "Enter {name}.", "Meet {name}, from {brand}.", "Here's {name}.",
            "That's why {brand} made {name}.",
            "Meet {name}. {tagline}.", "This is {name}. {tagline}.", "Say hello to {name}, from {brand}.", "So here's {name}. {tagline}.",
            "Now there's another way.", "Time for something better.", "Here's a better idea.",
        ],
        Facts =
        [
            "{fact}.", "{name} {verb}.", "{name} is {participle}.", "Why {name}? {fact}.", "Here's what counts. {fact}.",
            "Let's start here. {fact}.",
            "{fact}. It's that simple.", "You'll notice it right away. {fact}.", "See what {brand} had in mind? {fact}.",
        ],
        FurtherFacts =
        [
            "{fact}.", "And it {verb}.", "It's also {participle}.", "And then there's this. {fact}.",
            "And there's more. {fact}.", "It gets better. {fact}.", "One more thing. {fact}.",
            "Here's the part you'll love. {fact}.", "Look a little closer. {fact}.", "The details count, too. {fact}.",
            "On top of that, it {verb}.",
        ],
        Proofs =
        [
            "The facts? {fact}.", "See for yourself. {fact}.", "Here's why you can count on it. {fact}.",
            "Not just talk. {fact}.", "It's no accident. {fact}.",
            "Want to be sure? {fact}.", "{fact}.", "{fact}. Good to know.", "Judge for yourself. {fact}.",
        ],
        Offers =
        [
            "{fact}.", "And right now? {fact}.", "It's easy to start. {fact}.", "Good to know before you go. {fact}.",
            "Thinking it over? {fact}.", "No need to wait. {fact}.",
        ],
        Reminders =
        [
            "Remember this? {fact}.", "Once more, because it matters. {fact}.", "Did you catch that? {fact}.",
            "And don't forget. {fact}.", "Worth repeating. {fact}.",
        ],
        Support =
        [
            "{tagline}.", "{audience}, this one's for you.", "In short: {word}.", "Simple as that.", "No fuss. Just {name}.",
            "Made by {brand}, with you in mind.",
            "Small change. Big relief.", "It fits right into your day.", "You'll wonder how you managed before.", "That's the {brand} way.",
            "One less thing to think about.", "Just the way it should be.", "And it feels good, too.", "Every day, a little easier.",
            "It's the little things that make a day.", "Go on. Look closer.", "Yours to enjoy, day after day.",
            "Nothing to figure out. Just enjoy it.",
        ],
        ProofSupport =
        [
            "See it for yourself.", "Try it once and you'll know.", "Don't take our word for it. Try it.",
            "Seeing is believing.", "The real test? Your own day.", "Put it to the test.",
        ],
        Invitations =
        [
            "Ready when you are.", "Ready for {name}?", "So, what are you waiting for?", "{name} is ready when you are.",
            "Your turn.", "Make room for {name}.", "Why wait?", "It's your move.",
        ],
        Closings =
        [
            "Ready for {name}? {cta}.", "Make it {name}. {cta}.", "{name}, from {brand}. {cta}.", "Your turn. {cta}.",
            "Ready when you are. {cta}.", "{name}. {tagline}. {cta}.", "Why wait? {cta}.",
        ],
        CallsToAction =
        [
            "Try {name} today", "Make {name} yours today", "Discover {name} today", "Get to know {name} today", "Try it today",
            "Make it yours today", "See for yourself today",
        ],
        Headlines = new Dictionary<SegmentRole, string[]>
        {
            [SegmentRole.Hook] =
            [
                "{number}", "{audience}?", "Sound familiar?", "Think about it", "One small change", "Look twice", "Wait for it",
                "Every day, again",
            ],
            [SegmentRole.Problem] =
            [
                "Again?", "Not quite right", "Almost isn't enough", "Enough is enough", "There's a better way",
                "Every. Single. Day.",
            ],
            [SegmentRole.Solution] = ["{name}", "{name} by {brand}", "{tagline}", "{brand}", "{word}", "Here it is", "A better way"],
            [SegmentRole.Benefit] =
            [
                "{number}", "{word}", "{tagline}", "Easy does it", "Every day, easier", "Just like that", "The {brand} way",
                "Made for your day", "Small things, done right", "That's it", "Look closer",
            ],
            [SegmentRole.Proof] = ["{number}", "The facts", "See for yourself", "Put it to the test", "{word}", "Good to know"],
            [SegmentRole.Offer] = ["{number}", "Ready when you are", "Your turn", "Now's the time", "Start today"],
        },
        Titles = new Dictionary<HookStyle, string[]>
        {
            [HookStyle.Question] = ["{name}: what if it were easy?", "Have you met {name}?", "Why {name}?"],
            [HookStyle.Statistic] = ["{name}: {number}", "{number}. {name}"],
            [HookStyle.BoldClaim] = ["This is {name}", "{name}. Remember the name", "{name}: expect more"],
            [HookStyle.Problem] = ["{name}: no more making do", "{name} instead of almost right", "Enough of almost: {name}"],
            [HookStyle.Story] = ["A day with {name}", "{name}: one small change", "An ordinary day, with {name}"],
        },
        LongestHeadline = 30,
    };
}

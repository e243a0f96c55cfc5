namespace Routing.Edge.Tests.Policies;

/// <summary>Mistakes that people make in policies, each with the place and the words that the reader must answer with.</summary>
internal static class Mistakes
{
    /// <summary>What comes before and after: a mistake of a section is written without the rest of the policy.</summary>
    private const string Queue = "queues:\n  - id: a\n";

    private static readonly string Long = new('n', 65);

    /// <summary>Name, file name (its ending says the language), text, path, line, words.</summary>
    public static IEnumerable<(string Name, string File, string Text, string Path, int? Line, string Words)> All =>
    [
        // The whole
        Yaml("empty file", "", "", 1, "must be a map, not an empty file"),
        Yaml("comments only", "# a policy\n# to come", "", 1, "not an empty file"),
        Yaml("a list as the whole", "- version: 1", "", 1, "must be a map of version, queues, threading", "not a list of 1"),
        Yaml("a word as the whole", "policy", "", 1, "not the text \"policy\""),
        Yaml("two documents", $"version: 1\n{Queue}---\nversion: 2", "", 4, "must be one document, not two"),
        Yaml("bad indentation", "version: 1\nqueues:\n  - id: a\n - id: b", "", 4, "must be YAML"),
        Yaml("open bracket", "version: 1\nqueues: [\n  - id: a", "", 3, "must be YAML"),
        Yaml("tab as indentation", "version: 1\noffers:\n\tseconds: 5", "", 3, "indented with spaces, not with a tab"),
        Yaml("letter beyond all", "version: 1\nqueues:\n  - id: \"\\UFFFFFFFF\"", "", 3, "must be YAML"),
        Yaml("key twice", $"version: 1\nversion: 2\n{Queue}", "version", 2, "must be given once; it is there already on line 1"),
        Yaml("key twice deep down", "version: 1\nqueues:\n  - id: a\n    id: b", "queues[0].id", 4, "already on line 3"),
        Yaml("unknown anchor", "version: 1\nqueues: *all", "queues", 2, "must name an anchor that stands before it, not *all"),
        Yaml("tag", "version: !!int 1\nqueues: []", "version", 1, "must have no tag"),
        Yaml("nested too deep", $"version: 1\nqueues: {new string('[', 100)}", "queues" + string.Concat(Enumerable.Repeat("[0]", 15)), 2, "at most 16 deep"),
        Yaml("nested far too deep", $"version: 1\nqueues: {new string('[', 300_000)}", "queues" + string.Concat(Enumerable.Repeat("[0]", 15)), 2, "at most 16 deep"),
        Yaml("too large", $"version: 1\n{Queue}# {new string('x', 1_000_000)}", "", null, "must have at most 1000000 bytes"),
        Json("empty JSON", "", "", 1, "not an empty file"),
        Json("white space as JSON", " \n\t", "", 1, "not an empty file"),
        Json("broken JSON", "{\n  \"version\": 1,\n  \"queues\": [ { \"id\": \"a\" ]\n}", "", 3, "must be JSON"),
        Json("JSON that ends early", "{\n  \"version\": 1,\n  \"queues\": [", "", 3, "must be JSON"),
        Json("trailing comma", "{\n  \"version\": 1,\n}", "", 3, "must be JSON", "trailing comma"),
        Json("YAML in a JSON file", "version: 1", "", 1, "must be JSON"),
        Json("two JSON documents", "{ \"version\": 1 }\n{ \"version\": 2 }", "", 2, "must be one document, not two"),
        Json("null as JSON", "null", "", 1, "must be a map", "not nothing"),
        Json("key twice in JSON", "{\n  \"version\": 1,\n  \"version\": 2,\n  \"queues\": [{ \"id\": \"a\" }]\n}", "version", 3, "already on line 2"),
        Json("half a character", "{ \"version\": 1,\n \"queues\": [{ \"id\": \"\\ud800\" }] }", "queues[0].id", 2, "must be valid Unicode text"),
        Json("nested too deep in JSON", new string('[', 100), "", 1, "must be JSON"),
        Json("wrong type in JSON", "{\n  \"version\": 1,\n  \"queues\": [\n    { \"id\": 5 }\n  ]\n}", "queues[0].id", 4, "must be a name of 1 to 64", "not 5"),

        // Version and keys
        Yaml("version missing", Queue, "version", 1, "is missing", "must be a whole number"),
        Yaml("version as text", $"version: \"3\"\n{Queue}", "version", 1, "must be a whole number from 0 to 2147483647, not the text \"3\""),
        Yaml("version with a point", $"version: 1.5\n{Queue}", "version", 1, "not 1.5"),
        Yaml("version below zero", $"version: -1\n{Queue}", "version", 1, "not -1"),
        Yaml("version beyond all", $"version: 99999999999\n{Queue}", "version", 1, "not 99999999999"),
        Yaml("misspelt section", $"version: 1\n{Queue}ofers: {{ seconds: 5 }}", "ofers", 4, "did you mean offers?"),
        Yaml("misspelt field", $"version: 1\n{Queue}offers: {{ cooldownSecond: 5 }}", "offers.cooldownSecond", 4, "did you mean coolDownSeconds?"),
        Yaml("field cut short", "version: 1\nqueues:\n  - id: a\n    service: {}", "queues[0].service", 4, "did you mean serviceLevel?"),
        Yaml("field of another place", $"version: 1\n{Queue}joinMinutes: 5", "joinMinutes", 4, "is not known; known are version, queues"),
        Yaml("zone by another name", "version: 1\nqueues:\n  - id: a\n    hours:\n      timezone: Europe/Paris\n      open: [{ days: mon, from: 08:00, to: 12:00 }]",
            "queues[0].hours.timezone", 5, "is not known", "known are zone, utcOffsetMinutes, open, holidays"),

        // Queues
        Yaml("no queues", "version: 1", "queues", 1, "must name at least one queue"),
        Yaml("empty queues", "version: 1\nqueues: []", "queues", 2, "must name at least one queue"),
        Yaml("map instead of list", "version: 1\nqueues:\n  a: {}", "queues", 2, "must be a list, not a map"),
        Yaml("too many queues", $"version: 1\nqueues: [{string.Join(',', Enumerable.Range(0, 201).Select(i => $"{{id: q{i}}}"))}]", "queues", 2,
            "a list of at most 200, not a list of 201"),
        Yaml("empty item", "version: 1\nqueues:\n  - id: a\n  -", "queues[1]", 4, "must be a map of id, match", "not nothing"),
        Yaml("word as a queue", "version: 1\nqueues:\n  - general", "queues[0]", 3, "not the text \"general\""),
        Yaml("id missing", "version: 1\nqueues:\n  - match: {}", "queues[0].id", 3, "is missing; it must be a name"),
        Yaml("id empty", "version: 1\nqueues:\n  - id: \"\"", "queues[0].id", 3, "must be a name of 1 to 64 characters", "not the text \"\""),
        Yaml("id of blanks", "version: 1\nqueues:\n  - id: \"  \"", "queues[0].id", 3, "must be a name of 1 to 64 characters"),
        Yaml("id too long", $"version: 1\nqueues:\n  - id: {Long}", "queues[0].id", 3, "must be a name of 1 to 64 characters"),
        Yaml("id with a slash", "version: 1\nqueues:\n  - id: a/b", "queues[0].id", 3, "without slashes and bars, not the text \"a/b\""),
        Yaml("id as a number", "version: 1\nqueues:\n  - id: 7", "queues[0].id", 3, "in quotes, not 7"),
        Yaml("id twice", "version: 1\nqueues:\n  - id: a\n    match: { topics: [x] }\n  - id: a", "queues[1].id", 5,
            "must differ from the others, not \"a\" as queues[0].id on line 3"),
        Yaml("queue behind one that takes everything", "version: 1\nqueues:\n  - id: general\n  - id: billing\n    match: { topics: [billing] }\n  - id: rest",
            "queues[1]", 4, "must be before queues[0] (general), which matches everything", "no thread can reach billing"),
        Yaml("queue behind a wider one", "version: 1\nqueues:\n  - id: money\n    match: { topics: [billing, refund] }\n"
            + "  - id: refunds\n    match: { topics: [refund], visibility: private }\n  - id: rest",
            "queues[1]", 5, "must be before queues[0] (money), which matches all that it would match"),
        Yaml("last queue is choosy", "version: 1\nqueues:\n  - id: a\n    match: { topics: [billing] }", "queues[0].match", 4,
            "must be empty", "matches everything"),
        Yaml("match as a list", "version: 1\nqueues:\n  - id: a\n    match: [billing]", "queues[0].match", 4, "must be a map of channels", "not a list of 1"),
        Yaml("topics as a word", "version: 1\nqueues:\n  - id: a\n    match: { topics: billing }", "queues[0].match.topics", 4, "must be a list, not the text"),
        Yaml("empty topic", "version: 1\nqueues:\n  - id: a\n    match: { topics: [\"\"] }", "queues[0].match.topics[0]", 4, "must be a text of 1 to 64 characters"),
        Yaml("topic too long", $"version: 1\nqueues:\n  - id: a\n    match: {{ topics: [{Long}] }}", "queues[0].match.topics[0]", 4, "a text of 1 to 64"),
        Yaml("topic twice", "version: 1\nqueues:\n  - id: a\n    match: { topics: [x, y, x] }", "queues[0].match.topics[2]", 4, "\"x\" is there already"),
        Yaml("channel as a number", "version: 1\nqueues:\n  - id: a\n    match: { channels: [1] }", "queues[0].match.channels[0]", 4, "must be a text, in quotes, not 1"),
        Yaml("unknown visibility", "version: 1\nqueues:\n  - id: a\n    match: { visibility: secret }", "queues[0].match.visibility", 4,
            "must be public or private, not the text \"secret\""),
        Yaml("visibility as a truth", "version: 1\nqueues:\n  - id: a\n    match: { visibility: true }", "queues[0].match.visibility", 4, "not true"),
        Yaml("yes instead of true", "version: 1\nqueues:\n  - id: a\n    requireLanguage: yes", "queues[0].requireLanguage", 4, "must be true or false, not the text \"yes\""),

        // Skills
        Yaml("level too high", "version: 1\nqueues:\n  - id: a\n    skills: { b: 9 }", "queues[0].skills.b", 4, "must be a whole number from 1 to 5, not 9"),
        Yaml("level zero", "version: 1\nqueues:\n  - id: a\n    skills: { b: 0 }", "queues[0].skills.b", 4, "not 0"),
        Yaml("level in words", "version: 1\nqueues:\n  - id: a\n    skills: { b: expert }", "queues[0].skills.b", 4, "from 1 to 5, not the text \"expert\""),
        Yaml("level missing", "version: 1\nqueues:\n  - id: a\n    skills:\n      b:", "queues[0].skills.b", 5, "from 1 to 5, not nothing"),
        Yaml("skills as a list", "version: 1\nqueues:\n  - id: a\n    skills: [b]", "queues[0].skills", 4, "must be a map of levels by skill", "not a list of 1"),
        Yaml("empty skill", "version: 1\nqueues:\n  - id: a\n    skills: { \"\": 2 }", "queues[0].skills.", 4, "must be a skill's name", "not \"\""),
        Yaml("skill no agent can have", "version: 1\nqueues:\n  - id: a\n    skills: { Billing: 2 }", "queues[0].skills.Billing", 4, "lower-case letters", "not \"Billing\""),
        Yaml("skill too long", $"version: 1\nqueues:\n  - id: a\n    skills: {{ {Long}: 2 }}", $"queues[0].skills.{Long}", 4, "1 to 64 lower-case letters"),

        // Service levels
        Yaml("target above one", "version: 1\nqueues:\n  - id: a\n    serviceLevel:\n      target: 90", "queues[0].serviceLevel.target", 5, "above 0 and at most 1, not 90"),
        Yaml("target zero", "version: 1\nqueues:\n  - id: a\n    serviceLevel: { target: 0 }", "queues[0].serviceLevel.target", 4, "not 0"),
        Yaml("target below zero", "version: 1\nqueues:\n  - id: a\n    serviceLevel: { target: -0.5 }", "queues[0].serviceLevel.target", 4, "not -0.5"),
        Yaml("target that is no number", "version: 1\nqueues:\n  - id: a\n    serviceLevel: { target: NaN }", "queues[0].serviceLevel.target", 4, "not the text \"NaN\""),
        Yaml("target in per cent", "version: 1\nqueues:\n  - id: a\n    serviceLevel: { target: 90% }", "queues[0].serviceLevel.target", 4, "not the text \"90%\""),
        Yaml("seconds zero", "version: 1\nqueues:\n  - id: a\n    serviceLevel: { normalSeconds: 0 }", "queues[0].serviceLevel.normalSeconds", 4, "from 1 to 2592000, not 0"),
        Yaml("seconds below zero", "version: 1\nqueues:\n  - id: a\n    serviceLevel: { lowSeconds: -60 }", "queues[0].serviceLevel.lowSeconds", 4, "not -60"),
        Yaml("seconds beyond reason", "version: 1\nqueues:\n  - id: a\n    serviceLevel: { lowSeconds: 99999999 }", "queues[0].serviceLevel.lowSeconds", 4, "not 99999999"),
        Yaml("times that fall", "version: 1\nqueues:\n  - id: a\n    serviceLevel:\n      highSeconds: 200\n      criticalSeconds: 400",
            "queues[0].serviceLevel.highSeconds", 5, "must be at least 400, as criticalSeconds is, not 200", "rise from critical to low"),
        Yaml("times that fall against a default", "version: 1\nqueues:\n  - id: a\n    serviceLevel:\n      criticalSeconds: 400",
            "queues[0].serviceLevel.criticalSeconds", 5, "must be at most 300, as highSeconds is by default, not 400"),

        // Opening hours
        Hours("hours that overlap", "open:\n        - { days: mon-fri, from: 08:00, to: 12:00 }\n        - { days: wed, from: 11:00, to: 15:00 }",
            ".open[1]", 7, "must not overlap queues[0].hours.open[0] on wed"),
        Hours("span that ends first", "open: [{ days: mon, from: 12:00, to: 08:00 }]", ".open[0]", 5, "must end after it begins, not from 12:00 to 08:00"),
        Hours("night as one span", "open: [{ days: mon, from: 22:00, to: 06:00 }]", ".open[0]", 5, "a night is two spans"),
        Hours("unknown day", "open: [{ days: monday, from: 08:00, to: 12:00 }]", ".open[0].days", 5, "must be one of sun, mon, tue", "not the text \"monday\""),
        Hours("day as a number", "open: [{ days: 8, from: 08:00, to: 12:00 }]", ".open[0].days", 5, "not 8"),
        Hours("day missing", "open: [{ from: 08:00, to: 12:00 }]", ".open[0].days", 5, "not nothing"),
        Hours("hour out of range", "open: [{ days: mon, from: 08:00, to: 25:00 }]", ".open[0].to", 5, "must be a time of day", "not the text \"25:00\""),
        Hours("hour as a number", "open: [{ days: mon, from: 8, to: 12:00 }]", ".open[0].from", 5, "must be a time of day", "not 8"),
        Hours("no span", "holidays: [2026-12-25]", ".open", 4, "must hold at least one span", "leave hours out"),
        Hours("holiday that is no date", $"{Mornings}\n      holidays: [2026-02-30]", ".holidays[0]", 6, "must be a date such as 2026-12-25, not the text \"2026-02-30\""),
        Hours("holiday by name", $"{Mornings}\n      holidays: [christmas]", ".holidays[0]", 6, "not the text \"christmas\""),
        Hours("holiday twice", $"{Mornings}\n      holidays: [2026-12-25, 2026-12-25]", ".holidays[1]", 6, "is there already"),
        Hours("offset out of range", $"{Mornings}\n      utcOffsetMinutes: 900", ".utcOffsetMinutes", 6, "must be a whole number from -720 to 840, not 900"),
        Hours("offset as a zone", $"{Mornings}\n      utcOffsetMinutes: CET", ".utcOffsetMinutes", 6, "not the text \"CET\""),

        Hours("zone that is not there", $"{Mornings}\n      zone: Europe/Atlantis", ".zone", 6, "must be an IANA time zone such as Europe/Berlin, not \"Europe/Atlantis\""),
        Hours("zone misspelt", $"{Mornings}\n      zone: Europe/Berln", ".zone", 6, "not \"Europe/Berln\"; did you mean Europe/Berlin?"),
        Hours("zone as Windows names it", $"{Mornings}\n      zone: W. Europe Standard Time", ".zone", 6, "must be an IANA time zone"),
        Hours("zone as an offset", $"{Mornings}\n      zone: 60", ".zone", 6, "must be a text, in quotes, not 60"),
        Hours("zone beside an offset", $"{Mornings}\n      zone: Europe/Berlin\n      utcOffsetMinutes: 60", ".utcOffsetMinutes", 7, "must be left out where a zone is named"),

        // Plans
        Plan("relax as a map", "relax: { afterSeconds: 30, drop: [b] }", ".relax", "must be a list, not a map"),
        Plan("relax as a word", "relax: [soon]", ".relax[0]", "must be a map of afterSeconds, atPercent, lower, drop", "not the text \"soon\""),
        Plan("step without a time", "relax: [{ drop: [b] }]", ".relax[0]", "must say when: afterSeconds", "or atPercent"),
        Plan("step with two times", "relax: [{ afterSeconds: 30, atPercent: 50, drop: [b] }]", ".relax[0]", "by one of afterSeconds and atPercent, not by both"),
        Plan("step that loosens nothing", "relax: [{ afterSeconds: 30 }]", ".relax[0]", "must say what it loosens: lower", "drop (a list of skills)"),
        Plan("step with empty lists", "relax: [{ afterSeconds: 30, lower: {}, drop: [] }]", ".relax[0]", "must say what it loosens"),
        Plan("step at once", "relax: [{ afterSeconds: 0, drop: [b] }]", ".relax[0].afterSeconds", "from 1 to 2592000, not 0"),
        Plan("step after the deadline by share", "relax: [{ atPercent: 150, drop: [b] }]", ".relax[0].atPercent", "from 1 to 100, not 150"),
        Plan("step at a fraction", "relax: [{ atPercent: 0.5, drop: [b] }]", ".relax[0].atPercent", "from 1 to 100, not 0.5"),
        Plan("step by another name", "relax: [{ after: 30, drop: [b] }]", ".relax[0].after", "is not known; did you mean afterSeconds?"),
        Plan("lowered to the level that it has", "relax: [{ afterSeconds: 30, lower: { b: 3 } }]", ".relax[0].lower.b", "must be below 3, the level that skills requires, not 3"),
        Plan("lowered to nothing", "relax: [{ afterSeconds: 30, lower: { b: 0 } }]", ".relax[0].lower.b", "from 1 to 5, not 0"),
        Plan("lowered by a list", "relax: [{ afterSeconds: 30, lower: [b] }]", ".relax[0].lower", "must be a map of levels by skill"),
        Plan("lowered and not required", "relax: [{ afterSeconds: 30, lower: { c: 1 } }]", ".relax[0].lower.c", "must be a skill that the queue requires (b), not \"c\""),
        Plan("dropped and not required", "relax: [{ afterSeconds: 30, drop: [billing] }]", ".relax[0].drop[0]", "must be a skill that the queue requires (b), not \"billing\""),
        Plan("dropped as a word", "relax: [{ afterSeconds: 30, drop: b }]", ".relax[0].drop", "must be a list, not the text \"b\""),
        Plan("dropped twice", "relax: [{ afterSeconds: 30, drop: [b, b] }]", ".relax[0].drop[1]", "\"b\" is there already"),
        Plan("language that is not required", "relax: [{ afterSeconds: 30, drop: [language] }]", ".relax[0].drop[0]", "without requireLanguage it requires no language"),
        Plan("too many steps", $"relax: [{string.Join(',', Enumerable.Range(1, 17).Select(i => $"{{ afterSeconds: {i}, drop: [b] }}"))}]", ".relax", "a list of at most 16, not a list of 17"),
        Plan("overflow as a word", "overflow: rest", ".overflow", "must be a list, not the text \"rest\""),
        Plan("overflow to nowhere", "overflow: [{ to: rset, afterSeconds: 30 }]", ".overflow[0].to", "must be the id of a queue, not \"rset\"; did you mean rest?"),
        Plan("overflow to itself", "overflow: [{ to: a, afterSeconds: 30 }]", ".overflow[0].to", "must be another queue, not \"a\" itself"),
        Plan("overflow twice to one", "overflow: [{ to: rest, afterSeconds: 30 }, { to: rest, atPercent: 50 }]", ".overflow[1].to", "\"rest\" is there already"),
        Plan("overflow without a queue", "overflow: [{ afterSeconds: 30 }]", ".overflow[0].to", "is missing; it must be a name"),
        Plan("overflow without a time", "overflow: [{ to: rest }]", ".overflow[0]", "must say when: afterSeconds"),
        Plan("preferred at the level required", "prefer: { b: 3 }", ".prefer.b", "must be above 3, the level that skills requires, not 3"),
        Plan("preferred as a list", "prefer: [b]", ".prefer", "must be a map of levels by skill"),
        Plan("preferred for nothing", "preferSeconds: 20", ".preferSeconds", "has no effect: the queue prefers no skills"),
        Plan("preferred for no time", "prefer: { c: 3 }\n    preferSeconds: 0", ".preferSeconds", 5, "from 1 to 86400, not 0"),

        // Offers, presence, threading, channels
        Rest("offers of zero seconds", "offers: { seconds: 0 }", "offers.seconds", "must be a whole number from 1 to 3600, not 0"),
        Rest("offers for ever", "offers: { seconds: 86400 }", "offers.seconds", "not 86400"),
        Rest("offers as a number", "offers: 20", "offers", "must be a map of seconds", "not 20"),
        Rest("no misses at all", "offers: { missesUntilAway: 0 }", "offers.missesUntilAway", "from 1 to 100, not 0"),
        Rest("more offers than slots", "offers: { maxOpenOffers: 101 }", "offers.maxOpenOffers", "from 1 to 100, not 101"),
        Rest("idle for longer than a day", "presence: { idleMinutes: 1441 }", "presence.idleMinutes", "from 0 to 1440, not 1441"),
        Rest("grace below zero", "presence: { graceSeconds: -1 }", "presence.graceSeconds", "from 0 to 86400, not -1"),
        Rest("join over weeks", "threading: { joinMinutes: 100000 }", "threading.joinMinutes", "from 0 to 10080, not 100000"),
        Rest("reopen by a number", "threading: { reopenAfterResolve: 1 }", "threading.reopenAfterResolve", "must be true or false, not 1"),
        Rest("channel twice", "channels: [{ id: x }, { id: x }]", "channels[1].id", "must differ from the others"),
        Rest("account twice", "channels: [{ id: x, accounts: [\"1\", \"2\", \"1\"] }]", "channels[0].accounts[2]", "\"1\" is there already"),
        Rest("account as a number", "channels: [{ id: x, accounts: [123] }]", "channels[0].accounts[0]", "must be a text, in quotes, not 123"),
        Rest("account too long", $"channels: [{{ id: x, accounts: [{new string('a', 257)}] }}]", "channels[0].accounts[0]", "a text of 1 to 256 characters"),
        Rest("channel without id", "channels: [{ accounts: [] }]", "channels[0].id", "is missing"),
        Rest("reply window as a number", "channels: [{ id: x, replyWindow: 24 }]", "channels[0].replyWindow", "must be a map of privateHours, publicHours, not 24"),
        Rest("reply window beyond reason", "channels: [{ id: x, replyWindow: { privateHours: 721 } }]", "channels[0].replyWindow.privateHours", "from 0 to 720, not 721"),
        Rest("reply window below zero", "channels: [{ id: x, replyWindow: { publicHours: -1 } }]", "channels[0].replyWindow.publicHours", "not -1"),
        Rest("reply window in days", "channels: [{ id: x, replyWindow: { privateDays: 1 } }]", "channels[0].replyWindow.privateDays", "Known are privateHours, publicHours"),
        Rest("slot cost beyond a slot", "channels: [{ id: x, slotCost: { privatePercent: 150 } }]", "channels[0].slotCost.privatePercent", "from 1 to 100, not 150"),
        Rest("slot cost of nothing", "channels: [{ id: x, slotCost: { publicPercent: 0 } }]", "channels[0].slotCost.publicPercent", "not 0"),
        Rest("slot cost as a number", "channels: [{ id: x, slotCost: 50 }]", "channels[0].slotCost", "must be a map of privatePercent, publicPercent, not 50"),
        Rest("capacity as a number", "capacity: 4", "capacity", "must be a map of threadPercent, awaitingPercent", "not 4"),
        Rest("threads that cost nothing", "capacity: { threadPercent: 0 }", "capacity.threadPercent", "from 1 to 100, not 0"),
        Rest("parked at a fraction", "capacity: { parkedPercent: 0.5 }", "capacity.parkedPercent", "from 0 to 100, not 0.5"),
        Rest("awaiting beyond a slot", "capacity: { awaitingPercent: 101 }", "capacity.awaitingPercent", "not 101"),
        Rest("wrap-up without end", "capacity: { wrapUpSeconds: 86400 }", "capacity.wrapUpSeconds", "from 0 to 3600, not 86400"),
        Rest("two slots for the most urgent", "capacity: { urgentSlots: 2 }", "capacity.urgentSlots", "from 0 to 1, not 2"),
        Rest("urgent as a truth", "capacity: { urgentSlots: true }", "capacity.urgentSlots", "not true"),
        Rest("urgent at the deadline", "capacity: { urgentSlots: 1, urgentSeconds: 0 }", "capacity.urgentSeconds", "from 1 to 86400, not 0"),
        Rest("capacity misspelt", "capacity: { parkedPercnt: 5 }", "capacity.parkedPercnt", "did you mean parkedPercent?"),
        Rest("shifts as a number", "shifts: 8", "shifts", "must be a map of handlingSeconds, warnSeconds", "not 8"),
        Rest("work that takes no time", "shifts: { handlingSeconds: 0 }", "shifts.handlingSeconds", "from 1 to 86400, not 0"),
        Rest("a warning after the end", "shifts: { warnSeconds: -60 }", "shifts.warnSeconds", "from 0 to 86400, not -60"),
        Rest("nobody comes for days", "shifts: { noShowSeconds: 172800 }", "shifts.noShowSeconds", "not 172800"),
        Rest("late by a word", "shifts: { lateSeconds: long }", "shifts.lateSeconds", "not the text \"long\""),
        Rest("shifts misspelt", "shifts: { warnSecond: 5 }", "shifts.warnSecond", "did you mean warnSeconds?"),
        Rest("accounts as a map", "channels: [{ id: x, accounts: { a: 1 } }]", "channels[0].accounts", "must be a list, not a map"),
    ];

    private const string Mornings = "open: [{ days: mon-fri, from: 08:00, to: 12:00 }]";

    private static (string, string, string, string, int?, string) Yaml(string name, string text, string path, int? line, params string[] words) =>
        (name, "policy.yaml", text, path, line, string.Join('|', words));

    private static (string, string, string, string, int?, string) Json(string name, string text, string path, int? line, params string[] words) =>
        (name, "policy.json", text, path, line, string.Join('|', words));

    /// <summary>The text begins on line 5.</summary>
    private static (string, string, string, string, int?, string) Hours(string name, string text, string path, int? line, params string[] words) =>
        Yaml(name, $"version: 1\nqueues:\n  - id: a\n    hours:\n      {text}", $"queues[0].hours{path}", line, words);

    /// <summary>Queue a, which requires b at level 3; the text is line 4.</summary>
    private static (string, string, string, string, int?, string) Plan(string name, string text, string path, params string[] words) =>
        Plan(name, text, path, 4, words);

    private static (string, string, string, string, int?, string) Plan(string name, string text, string path, int? line, params string[] words) =>
        Yaml(name, $"version: 1\nqueues:\n  - id: a\n    {text}\n    match: {{ topics: [x] }}\n    skills: {{ b: 3 }}\n  - id: rest", $"queues[0]{path}", line, words);

    /// <summary>The text is line 4.</summary>
    private static (string, string, string, string, int?, string) Rest(string name, string text, string path, params string[] words) =>
        Yaml(name, $"version: 1\n{Queue}{text}", path, 4, words);
}

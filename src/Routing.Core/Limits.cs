namespace Routing.Core;

/// <summary>Every limit of the engine, with its unit and its reason. At a limit there is a numbered refusal, never a silent drop.</summary>
public static class Limits
{
    /// <summary>Directory shards of a workspace. Part of stored names: a change needs an export and an import.
    /// 256 keeps a shard's snapshot near 2 MB at two million messages.</summary>
    public const int DirectoryShards = 256;

    /// <summary>Characters of a message's text. The longest network allows 32,000 (forum posts); the rest is room for entities.</summary>
    public const int MessageTextChars = 40_000;

    /// <summary>Characters of a name, handle, external id or author id. Networks stay under 256.</summary>
    public const int IdChars = 256;

    /// <summary>Characters of a channel's, queue's, agent's, skill's or workspace's name: they are typed by people and shown in columns.</summary>
    public const int NameChars = 64;

    /// <summary>Attachments of one message: the most any network allows is 20.</summary>
    public const int Attachments = 32;

    /// <summary>Characters of an attachment's link: what browsers accept.</summary>
    public const int UrlChars = 2_048;

    /// <summary>Characters of a note: two pages.</summary>
    public const int NoteChars = 8_000;

    /// <summary>Messages a customer actor remembers; beyond it the oldest resolved ones are folded away (they stay in their threads).
    /// A customer's turn costs time in proportion to it. As many moves of chains, joins, cuts and waiting changes are remembered.</summary>
    public const int MessagesPerCustomer = 1_000;

    /// <summary>Threads that are told of a customer's new value: the newest. Older ones are long resolved.</summary>
    public const int ThreadsToldOfValue = 32;

    /// <summary>Messages a thread's actor holds; beyond it the oldest answered ones are left to the archive. The largest chain seen in
    /// public data is 130.</summary>
    public const int MessagesPerThread = 5_000;

    /// <summary>Steps in a thread's own list of what happened; older ones are in the audit.</summary>
    public const int StepsPerThread = 200;

    /// <summary>Milliseconds after which a thread that awaits its customer resolves by itself.</summary>
    public const long AwaitCustomerMs = 7 * 24 * 60 * 60 * 1000L;

    /// <summary>Agents of one workspace's desk.</summary>
    public const int AgentsPerDesk = 100_000;

    /// <summary>Threads that the desk ranks under a new policy in one turn: some 1 ms, and a record of some 100 kB.</summary>
    public const int PolicySlice = 500;

    /// <summary>Different needs of which the desk keeps what it measured, once nothing waits or comes for them: a hundred languages in some 200
    /// queues, at some 100 bytes each. What waits is never forgotten.</summary>
    public const int NeedsPerDesk = 20_000;

    /// <summary>Open threads of one workspace's desk; beyond it new threads are refused at the edge with 503.</summary>
    public const int ThreadsPerDesk = 1_000_000;

    /// <summary>Slots of one agent. The largest limit among peers is 100.</summary>
    public const int SlotsPerAgent = 100;

    /// <summary>Skills of one agent or one requirement.</summary>
    public const int SkillsPerAgent = 64;

    /// <summary>Bytes of a policy: some hundred times a large one.</summary>
    public const int PolicyBytes = 1_000_000;

    /// <summary>Nodes of a policy, aliases of YAML followed: what <see cref="PolicyBytes"/> of short words come to. A few lines of aliases
    /// could stand for billions.</summary>
    public const int PolicyNodes = 200_000;

    /// <summary>Levels to which a policy nests: it needs seven.</summary>
    public const int PolicyDepth = 16;

    /// <summary>Queues of one policy: a thread is matched against one after the other, and people must be able to read them on a board.</summary>
    public const int QueuesPerPolicy = 200;

    /// <summary>Steps of a queue's relaxation plan, and queues that it overflows to: each makes a class of needs of its own.</summary>
    public const int StepsPerQueue = 16;

    /// <summary>Words (channels, topics, languages) that a queue names to match: each is compared as text for every thread.</summary>
    public const int WordsPerMatch = 200;

    /// <summary>Spans of a queue's opening hours, as written: seven days of three shifts, with room.</summary>
    public const int OpenSpansPerQueue = 50;

    /// <summary>Holidays of a queue: ten years ahead.</summary>
    public const int HolidaysPerQueue = 400;

    /// <summary>Channels that a policy names.</summary>
    public const int ChannelsPerPolicy = 200;

    /// <summary>A company's own accounts on one channel: large brands have some hundred.</summary>
    public const int AccountsPerChannel = 2_000;

    /// <summary>Pushes an agent can resume from; a client that is further behind gets a snapshot. At one push a second: 16 minutes.</summary>
    public const int PushLog = 1_000;

    /// <summary>Connections (tabs) of one agent at the same time.</summary>
    public const int ConnectionsPerAgent = 16;

    /// <summary>Commands of one sender that an actor remembers, and for how long: a repeat gets the same answer.</summary>
    public const int CommandsRemembered = 1_000;

    /// <summary>See <see cref="CommandsRemembered"/>: milliseconds. An older command id is refused as too old.</summary>
    public const long CommandMemoryMs = 24 * 60 * 60 * 1000L;

    /// <summary>Milliseconds after which a silent sender of envelopes may be forgotten: far longer than any envelope can travel
    /// (calls time out after seconds).</summary>
    public const long SenderMemoryMs = 60 * 60 * 1000L;

    /// <summary>Milliseconds that a directory entry lives at least: networks repeat deliveries for up to seven days.</summary>
    public const long DirectoryEntryMs = 8 * 24 * 60 * 60 * 1000L;

    /// <summary>Milliseconds that directory entries may outlive their time, so that an hour's worth is forgotten in one go.</summary>
    public const long DirectorySweepMs = 60 * 60 * 1000L;

    /// <summary>Customers that a chain remembers for the day on which its unknown root comes and turns out to have a parent. A chain with more
    /// stays a chain of its own: no conversation above it is worth that many moves.</summary>
    public const int ParticipantsPerChain = 10_000;

    /// <summary>Echoes that one message waits for: replies to it that left within <see cref="EchoMs"/>. An agent sends one at a time.</summary>
    public const int EchoesPerMessage = 16;

    /// <summary>Milliseconds for which an echo of our own reply may arrive before the connector's report and still be known as one.</summary>
    public const long EchoMs = 2 * 60 * 1000L;

    /// <summary>Shifts of one agent that are planned: two a day, half a year ahead.</summary>
    public const int ShiftsPerAgent = 400;

    /// <summary>Shifts of one agent that are over and still answer for their hand-over: a month of two a day.</summary>
    public const int ShiftsRemembered = 60;

    /// <summary>Milliseconds of one shift: a day. Whoever is on call for longer has several.</summary>
    public const long ShiftMs = 24 * 60 * 60 * 1000L;

    /// <summary>Breaks of one shift: one an hour in the longest that the law allows.</summary>
    public const int BreaksPerShift = 12;

    /// <summary>Threads that a shift's report names; all of them are in the feed. The most that 100 slots of a quarter each hold.</summary>
    public const int HandedPerShift = 400;

    /// <summary>Threads that one agent hands over in one turn of the desk: some 2 ms. The rest follows at once, in turns of its own.</summary>
    public const int HandOverSlice = 100;

    /// <summary>Messages that a hand-over names as waiting for an answer: the newest.</summary>
    public const int MessagesPerHandOver = 5;

    /// <summary>Threads of one move: some 4 ms of the desk's time. A plan names fewer than fit a screen.</summary>
    public const int ThreadsPerMove = 200;

    /// <summary>Canned answers and articles of a workspace: each silo knows them by heart, some 20 MB of words at most; teams keep a few hundred.</summary>
    public const int AnswersPerWorkspace = 2_000;

    /// <summary>Characters of a canned answer or article: above what networks take but forums, and a page to read.</summary>
    public const int AnswerChars = 8_000;

    /// <summary>Characters of its title: one line of a list.</summary>
    public const int TitleChars = 200;

    /// <summary>Moves that can be taken back: a busy hour's.</summary>
    public const int MovesRemembered = 50;

    /// <summary>Plans of moves that are kept, to be made by their ids: two minutes of some supervisors who look before they move. One more, and
    /// the oldest is forgotten.</summary>
    public const int PlansKept = 50;

    /// <summary>Milliseconds for which a plan holds: a supervisor reads it, and the desk is not yet another.</summary>
    public const long PlanMs = 2 * 60 * 1000L;

    /// <summary>Milliseconds after a sign of typing in which its thread is not moved: a client gives one every three seconds, and some get lost.</summary>
    public const long TypingGuardMs = 10_000;

    /// <summary>Milliseconds between two signs of typing that are noted: each is an event.</summary>
    public const long TypingNotedMs = 4_000;

    /// <summary>Agents and threads that one question of a planner looks at: some 1 ms of the desk's time.</summary>
    public const int ScopeSlice = 1_000;

    /// <summary>Open threads that one plan looks at: a forecast of more takes longer than a supervisor waits. A scope of queues or agents makes it fewer.</summary>
    public const int ThreadsPerPlan = 20_000;

    /// <summary>Needs of threads that one plan brings in time: those with the most of them. The flow's work grows with needs times kinds of agents.</summary>
    public const int NeedsPerPlan = 256;

    /// <summary>Milliseconds that a plan looks ahead at most: after an hour who comes and what comes is another day.</summary>
    public const long ForecastMs = 60 * 60 * 1000L;

    /// <summary>Milliseconds for which a thread that was moved is not moved again: two minutes, in which somebody can answer it.</summary>
    public const long MoveAgainMs = 2 * 60 * 1000L;

    /// <summary>Authors that are muted at the same time: some 2 MB of the desk. Whoever floods with more is stopped at the network.</summary>
    public const int MutedAuthors = 10_000;

    /// <summary>Milliseconds for which an agent's skills and slots may be other than usual: a week. What lasts longer is the agent's own.</summary>
    public const long TemporaryMs = 7 * 24 * 60 * 60 * 1000L;

    /// <summary>Milliseconds between two signs of a person that are noted: each is an event, and nobody is idle after half a minute.</summary>
    public const long ActivityNotedMs = 30_000;

    /// <summary>Agents a waiting thread keeps in mind as having passed it over.</summary>
    public const int PassedPerThread = 64;
}

namespace Routing.Sqlite;

/// <summary>The tables of a file, which version of them this program knows, and how an older file comes to it.</summary>
/// <param name="Tables">Of a new file.</param>
/// <param name="Upgrade">What a file of version 2 lacks.</param>
internal sealed record Schema(int Version, string Tables, string Upgrade)
{
    /// <summary>The oldest that can be brought up to date.</summary>
    private const int Oldest = 2;

    /// <summary>Makes the tables of a new file; checks those of an old one, and brings them up to date.</summary>
    /// <exception cref="UnknownStoreException">A newer version of the program wrote the file, or one that is too old.</exception>
    public void Ensure(Database database, string file)
    {
        var found = database.Prepare("PRAGMA user_version").Number() ?? 0;
        if (found == Version) return;
        if (found != 0 && (found < Oldest || found > Version)) throw new UnknownStoreException(file, found, Version);

        database.Begin();
        if (found == 0) database.Execute(Tables);
        else if (found == Oldest) database.Execute(Upgrade);
        database.Execute($"PRAGMA user_version={Version}");
        database.Commit();
    }

    /// <summary>Of <c>journal.db</c>: what is committed and not yet settled, a row for each commit.</summary>
    public static readonly Schema Journal = new(2, "CREATE TABLE batch(last INTEGER PRIMARY KEY, turns BLOB NOT NULL);", "");

    /// <summary>Of <c>routing.db</c>: everything.</summary>
    /// <remarks>Since version 4 a desk's snapshot holds what programs before it would not see: they must not open it.</remarks>
    public static readonly Schema Store = new(
        4,
        """
        -- Up to which turn of the journal everything is in here.
        CREATE TABLE progress(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE actor(
          no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, due INTEGER, unsent INTEGER NOT NULL DEFAULT 0, untrimmed INTEGER);
        CREATE INDEX actor_due ON actor(due) WHERE due IS NOT NULL;
        CREATE INDEX actor_unsent ON actor(no) WHERE unsent = 1;
        CREATE INDEX actor_untrimmed ON actor(untrimmed) WHERE untrimmed IS NOT NULL;

        -- Records of an actor from one version to another, a line each.
        CREATE TABLE log(
          no INTEGER PRIMARY KEY, actor_no INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, records BLOB NOT NULL);
        CREATE UNIQUE INDEX log_actor ON log(actor_no, last);

        -- Apart from its actor, so that a mark does not rewrite it.
        CREATE TABLE snapshot(actor_no INTEGER PRIMARY KEY, version INTEGER NOT NULL, state BLOB NOT NULL);

        -- Keys begin with the workspace; the text index goes by the numbers.
        CREATE TABLE body(no INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
        CREATE VIRTUAL TABLE words USING fts5(word, workspace, content='', tokenize='unicode61 remove_diacritics 2');
        -- An erased text leaves the index at once, not at some later merge.
        INSERT INTO words(words, rank) VALUES('secure-delete', 1);

        CREATE TABLE quarantine(
          id TEXT PRIMARY KEY, workspace TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL, input TEXT NOT NULL,
          error TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX quarantine_workspace ON quarantine(workspace, at);

        CREATE TABLE setting(key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE thread_row(
          no INTEGER PRIMARY KEY, workspace TEXT NOT NULL, thread TEXT NOT NULL, customer TEXT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL,
          queue TEXT, agent TEXT, joined_into TEXT, urgency INTEGER NOT NULL, topic TEXT NOT NULL, language TEXT NOT NULL, since INTEGER NOT NULL,
          deadline INTEGER, rank_key INTEGER NOT NULL, messages INTEGER NOT NULL, unanswered INTEGER NOT NULL, newest TEXT NOT NULL,
          updated INTEGER NOT NULL, phase INTEGER NOT NULL, holding INTEGER NOT NULL, opened INTEGER, answered INTEGER NOT NULL DEFAULT 0,
          ranked_since INTEGER NOT NULL DEFAULT 0, asks INTEGER NOT NULL DEFAULT 0, handled_since INTEGER, UNIQUE(workspace, thread));
        CREATE INDEX thread_all ON thread_row(workspace, no);
        CREATE INDEX thread_state ON thread_row(workspace, state, no);
        CREATE INDEX thread_waiting ON thread_row(workspace, rank_key, no) WHERE state = 'waiting';
        CREATE INDEX thread_queue ON thread_row(workspace, queue, no);
        CREATE INDEX thread_agent ON thread_row(workspace, agent, no) WHERE agent IS NOT NULL;
        CREATE INDEX thread_customer ON thread_row(workspace, customer, no);

        CREATE TABLE message(
          workspace TEXT NOT NULL, message TEXT NOT NULL, parent TEXT, chain TEXT NOT NULL, thread TEXT, author TEXT NOT NULL, own INTEGER NOT NULL,
          repost INTEGER NOT NULL, deleted INTEGER NOT NULL, visibility INTEGER NOT NULL, created INTEGER NOT NULL, received INTEGER NOT NULL,
          reply TEXT, PRIMARY KEY(workspace, message)) WITHOUT ROWID;
        CREATE INDEX message_chain ON message(workspace, chain, created);

        -- The last cursor given, even when the entries are gone.
        CREATE TABLE cursor(
          name TEXT NOT NULL, workspace TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY(name, workspace)) WITHOUT ROWID;
        CREATE TABLE feed(
          workspace TEXT NOT NULL, cursor INTEGER NOT NULL, type TEXT NOT NULL, thread TEXT, agent TEXT, at INTEGER NOT NULL, json TEXT NOT NULL,
          PRIMARY KEY(workspace, cursor)) WITHOUT ROWID;
        CREATE TABLE audit(
          workspace TEXT NOT NULL, cursor INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, thread TEXT, at INTEGER NOT NULL,
          json TEXT NOT NULL, agent TEXT, PRIMARY KEY(workspace, cursor)) WITHOUT ROWID;
        CREATE INDEX audit_thread ON audit(workspace, thread, cursor) WHERE thread IS NOT NULL;
        CREATE INDEX audit_who ON audit(workspace, who, cursor);
        CREATE INDEX audit_agent ON audit(workspace, agent, cursor) WHERE thread IS NULL AND agent IS NOT NULL;
        -- By number of what it is and of what it is of; the figures as a flat object of numbers.
        CREATE TABLE figure(
          workspace TEXT NOT NULL, span INTEGER NOT NULL, kind INTEGER NOT NULL, since INTEGER NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL,
          PRIMARY KEY(workspace, span, kind, since, key)) WITHOUT ROWID;
        CREATE TABLE running_shift(
          workspace TEXT NOT NULL, agent TEXT NOT NULL, shift TEXT NOT NULL, PRIMARY KEY(workspace, agent)) WITHOUT ROWID;
        CREATE TABLE outbox(
          workspace TEXT NOT NULL, cursor INTEGER NOT NULL, reply TEXT NOT NULL, thread TEXT NOT NULL, agent TEXT NOT NULL, answers TEXT NOT NULL,
          visibility INTEGER NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL, sent_as TEXT, reason TEXT, attempts INTEGER NOT NULL,
          next_attempt INTEGER, PRIMARY KEY(workspace, cursor), UNIQUE(workspace, reply)) WITHOUT ROWID;
        CREATE INDEX outbox_due ON outbox(workspace, next_attempt) WHERE next_attempt IS NOT NULL;
        """,
        // What was done before is in the audit without the agent that it was about, and in no figures.
        """
        ALTER TABLE thread_row ADD COLUMN opened INTEGER;
        ALTER TABLE thread_row ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE thread_row ADD COLUMN ranked_since INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE thread_row ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE thread_row ADD COLUMN handled_since INTEGER;
        ALTER TABLE audit ADD COLUMN agent TEXT;
        UPDATE audit SET who = substr(who, instr(who, ':') + 1) WHERE who LIKE 'agent:%' OR who LIKE 'api:%';
        CREATE INDEX audit_thread ON audit(workspace, thread, cursor) WHERE thread IS NOT NULL;
        CREATE INDEX audit_who ON audit(workspace, who, cursor);
        CREATE INDEX audit_agent ON audit(workspace, agent, cursor) WHERE thread IS NULL AND agent IS NOT NULL;
        CREATE TABLE figure(
          workspace TEXT NOT NULL, span INTEGER NOT NULL, kind INTEGER NOT NULL, since INTEGER NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL,
          PRIMARY KEY(workspace, span, kind, since, key)) WITHOUT ROWID;
        CREATE TABLE running_shift(
          workspace TEXT NOT NULL, agent TEXT NOT NULL, shift TEXT NOT NULL, PRIMARY KEY(workspace, agent)) WITHOUT ROWID;
        """);
}

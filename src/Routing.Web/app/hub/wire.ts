// What goes over the wire, as the hubs and the API say it. Instants are RFC 3339 texts, enums camelCase words.

export type Visibility = 'public' | 'private';
export type Urgency = 'unknown' | 'low' | 'normal' | 'high' | 'critical';
export type AgentStatus = 'offline' | 'available' | 'away' | 'busy' | 'break' | 'training' | 'draining';
export type ThreadState = 'waiting' | 'offered' | 'assigned' | 'awaitingCustomer' | 'parked' | 'resolved' | 'joined';

export interface Me { workspace: string; role: 'agent' | 'supervisor' | 'admin' | 'integration'; subject: string; name: string }

export interface Reading { urgency: Urgency; topic: string; language: string }
export interface Author { id: string; handle: string | null; name: string | null }
export interface Attachment { kind?: string | null; url: string; name?: string | null }

export interface Message {
  id: string; inReplyTo: string | null; author: Author | null; text: string | null; attachments: Attachment[] | null; visibility: Visibility;
  createdAt: string; receivedAt: string; createdInFuture: boolean; own: boolean; repost: boolean; answered: boolean; deleted: boolean; reply: string | null;
}

export interface Reply {
  id: string; agent: string; to: string; text: string | null; visibility: Visibility; at: string; status: 'leaving' | 'sent' | 'failed';
  as: string | null; reason: string | null;
}

export interface Note { id: string; by: string; at: string; text: string | null }
export interface Step { at: string; what: string; who: string | null }

export interface Customer {
  key: string; channel: string | null; authorId: string | null; handle: string | null; name: string | null; followers: number | null; value: number | null;
}

/** What whoever had a thread before knew of it when their shift ended. */
export interface HandOver { by: string; at: string; note: string | null; since: string | null; asked: { id: string; text: string | null }[]; lastReply: string | null }

/** A shift of mine. */
export interface Shift { id: string; until: string; handTo: string | null; stage: 'planned' | 'running' | 'ending' | 'handingOver' | 'over' }

/** A whole thread, as `GET /v1/threads/{id}`. */
export interface Thread {
  thread: string; state: ThreadState; agent: string | null; epoch: number; joinedInto: string | null; parkedUntil: string | null; queue: string | null;
  channel: string | null; visibility: Visibility | null; reading: Reading | null; since: string | null; deadline: string | null; unanswered: number;
  newest: string | null; customer: Customer; messages: Message[]; replies: Reply[]; notes: Note[]; context: Message[]; steps: Step[];
  replyUntil: string | null; handOver: HandOver | null;
}

/** What an agent decides an offer by. */
export interface Offer {
  queue: string | null; channel: string | null; visibility: Visibility | null; reading: Reading | null; since: string | null; deadline: string | null;
  unanswered: number; customerName: string | null; customerHandle: string | null; newest: { id: string; text: string | null }[];
}

export type Work =
  | { thread: string; holding: 'offered'; epoch: number; secondsLeft: number | null; data: Offer | null }
  | { thread: string; holding: 'assigned'; epoch: number; secondsLeft: number | null; data: Thread | null };

export interface Push {
  sequence: number; kind: 'offer' | 'offerEnded' | 'assigned' | 'freed' | 'news' | 'status' | 'shift'; thread: string | null; epoch: number;
  secondsLeft: number | null; detail: string | null; reason: string | null; ref: string | null; at: string; data: unknown;
}

export interface Started {
  ok: boolean; code: number; name: string; message: string | null; sequence: number; status: AgentStatus; snapshot: boolean; missed: Push[] | null;
  work: Work[];
}

/** The answer of every hub method: done, or refused by number. */
export interface Answer { ok: boolean; code: number; name: string; value: string | null; message: string | null }

export const Refusal = { overloaded: 12, unknown: 14, notSeenNewest: 304, morePublic: 306, offerEnded: 401 } as const;

export interface QueueLine {
  queue: string; waiting: number; offered: number; assigned: number; oldestWaiting: string | null; serviceLevel: number | null;
  serviceLevelDay: number | null; averageSpeedSeconds: number | null; averageSpeedSecondsDay: number | null; paused: Standstill | null;
  unstaffedSince?: string | null;
}

/** A supervisor's word that stands until it is taken back. */
export interface Standstill { by: string; why: string | null; at: string }

export interface Standstills { queues: (Standstill & { queue: string })[]; authors: (Standstill & { customer: string })[] }

export interface AgentLine {
  agent: string; name: string; status: AgentStatus; ready: boolean; used: number; slots: number; occupancy: number; threads: string[];
  temporaryUntil: string | null; temporaryBy: string | null; temporaryWhy: string | null; shiftUntil: string | null;
}

/** An agent as `GET /v1/agents/{id}`. */
export interface AgentDocument { id: string; name: string; skills: Record<string, number>; slots: number }

export interface WaitingLine {
  thread: string; queue: string; channel: string; visibility: Visibility; urgency: Urgency; topic: string; language: string; since: string;
  deadline: string; unanswered: number;
}

export interface BoardFrame {
  snapshot: boolean; asOf: string; ageMs: number; waiting: number; agentCount: number; occupancy: number; queues: QueueLine[];
  threads: WaitingLine[]; threadOrder: string[] | null; agents: AgentLine[]; agentOrder: string[] | null;
}

export interface BoardView { queue: string | null; page: number | null; agentPage: number | null }

/** The board as it was at an earlier second; `from`: the earliest that is kept. */
export interface BoardPast { from: string; at: string; waiting: number; occupancy: number; queues: QueueLine[]; agents: AgentLine[] }

export interface DueLine extends WaitingLine { state: 'waiting' | 'offered' | 'assigned'; agent: string | null }
/** `soon`: less than a quarter of the time is left, or less than a minute. */
export interface DueThreads { asOf: string; unanswered: number; late: number; soon: number; threads: DueLine[] }
export interface BoardMinutes { from: string; received: number[]; answered: number[]; inTime: number[]; late: number[] }

export interface ThreadRow {
  thread: string; customer: string; channel: string; state: ThreadState; queue: string | null; agent: string | null; urgency: Urgency; topic: string;
  language: string; since: string; deadline: string | null; messages: number; unanswered: number; newest: string; updatedAt: string;
}

export interface Page<T> { items: T[]; next: string | null }

export interface SkillLevel { skill: string; level: number }

export interface Why {
  thread: string; state: ThreadState; agent: string | null; queue: string | null; skills: SkillLevel[]; also: SkillLevel[][] | null; position: number | null;
  rank: { deadline: string; since: string; urgency: Urgency; valueMs: number; influenceMs: number; policyVersion: number } | null;
  obstacles: { code: string; text: string; agents: number; until: string | null }[]; supply: (SkillLevel & { have: number; ready: number })[];
  nextStep: string | null; expectedWait: { seconds: number | null; basis: string } | null;
  decided: { policyVersion: number; byArrival: boolean; eligible: number; waiting: number; runnerUp: string | null; passed: number; full: number; lackSkill: number } | null;
}

/** A canned answer, or an article to read or to link to. */
export interface Canned { id: string; kind: 'answer' | 'article'; title: string; text: string; link: string | null }

export interface Targets { queues: string[]; agents: { agent: string; name: string; ready: boolean; freeSlots: number }[] }

export interface Quarantined { id: string; actor: string; at: string; input: string; error: string }

export interface Policy { version: number; queues: { id: string; serviceLevel: { target: number } }[] }

export interface PolicyError { path: string; line: number | null; message: string }

export interface PolicyPreview {
  version: number; sections: string[];
  queues: { added: string[]; removed: string[]; changed: { queue: string; fields: string[] }[]; reordered: boolean };
  threads: { waiting: number; changed: number; queues: { queue: string; before: number; after: number; leave: number; come: number; otherNeed: number; otherRank: number }[] };
  agentsLeftOut: { count: number; first: string[] }; warnings: { path: string; message: string }[];
}

/** Why a thread is not moved, or not moved back. */
export type MoveObstacle =
  | 'gone' | 'changedHands' | 'alreadyThere' | 'movedLately' | 'lacksSkill' | 'noRoom' | 'answered' | 'holderGone' | 'typing' | 'together' | 'notThere';

/** A thread of a plan as it stood. */
export interface MoveItem {
  thread: string; epoch: number; holding: 'waiting' | 'offered' | 'assigned'; agent: string | null; queue: string | null; since: string | null;
  deadline: string | null; obstacle?: MoveObstacle; toAgent?: string; chain?: number;
}

export interface ForecastFigures {
  breaches: number; answered: number; meanWaitSeconds: number; longestWaitSeconds: number; occupancyPercent: number; broken: number;
}

/** What a move would do; made by its id until it expires. */
export interface MovePlan {
  id: string; version: number; expires: string; agent: string | null; queue: string | null; items: MoveItem[]; broken: number;
  forecast: { minutes: number; before: ForecastFigures; after: ForecastFigures } | null;
}

export interface MoveConflict { thread: string; obstacle: MoveObstacle }

/** A move that was made, and what became of its undo. */
export interface Move {
  id: string; by: string; why: string | null; at: string; agent: string | null; queue: string | null;
  moved: { thread: string; was: 'waiting' | 'offered' | 'assigned'; from: string | null; to: string | null }[]; conflicts: MoveConflict[];
  undone: { by: string; why: string | null; at: string; restored: string[]; left: MoveConflict[] } | null;
}

/** A move in the list of those that are remembered. */
export interface MoveLine {
  id: string; by: string; why: string | null; at: string; moved: number; conflicts: number; undoneAt: string | null; undoneBy: string | null; left: number;
}

import type { LineState } from '../hub/line.ts';
import type { AgentStatus, MoveObstacle, ThreadState } from '../hub/wire.ts';

export type { AgentStatus };

/** A text for each of these must be there. */
export type StateWords = Record<ThreadState, string>;
export type LineWords = Record<LineState, string> & Record<string, unknown>;
export type ObstacleWords = Record<MoveObstacle, string>;

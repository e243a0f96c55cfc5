/** Skills as a person writes them: a skill and its level, one a line or apart by commas. */
export function skillsText(skills: Readonly<Record<string, number>>): string {
  return Object.entries(skills).map(([skill, level]) => `${skill} ${level}`).join('\n');
}

/** @returns The skills, or the part that is none. */
export function skillsOf(text: string): Record<string, number> | string {
  const skills: Record<string, number> = {};
  for (const part of text.split(/[\n,]/).map(each => each.trim()).filter(each => each !== '')) {
    const found = /^([a-z0-9][a-z0-9:_-]*)\s+([1-5])$/.exec(part);
    if (found === null) return part;
    skills[found[1]!] = Number(found[2]);
  }
  return skills;
}

-- Makes an activation the owner of its actor: whatever an earlier owner still sends is refused from now on.
-- KEYS: 1 actor, 2 position, 3 stream ('' if the records lie in the actor's key). ARGV: 1 token, 2 seconds for which it is kept if nothing is stored.
-- Returns: the version, the position, all fields of the actor.
local version
if KEYS[3] ~= '' then
  local info = redis.pcall('XINFO', 'STREAM', KEYS[3])
  version = 0
  if not info.err then
    for i = 1, #info, 2 do
      if info[i] == 'last-generated-id' then version = tonumber(string.match(info[i + 1], '^%d+')) end
    end
  end
else
  version = tonumber(redis.call('HGET', KEYS[1], 'v') or 0)
end
redis.call('HSET', KEYS[1], 't', ARGV[1])
if version == 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return {version, tonumber(redis.call('GET', KEYS[2]) or 0), redis.call('HGETALL', KEYS[1])}

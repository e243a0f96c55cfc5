-- Makes an activation the owner of its actor: whatever an earlier owner still sends is refused from now on.
-- KEYS: 1 actor, 2 position, 3 stream ('' if the records lie in the actor's key). ARGV: 1 token, 2 seconds for which it is kept if nothing is stored.
-- Returns: the version, the position, all fields of the actor.
local version = version_of(KEYS[1], KEYS[3])
redis.call('HSET', KEYS[1], 't', ARGV[1])
if version == 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return {version, tonumber(redis.call('GET', KEYS[2]) or 0), redis.call('HGETALL', KEYS[1])}

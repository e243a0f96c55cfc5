-- A silo meets a run of the store. The first to do so notes at which position the run began.
-- KEYS: 1 run, 2 position. ARGV: 1 the run's id.
-- Returns: the position at which this run began, and the position now.
local position = redis.call('GET', KEYS[2]) or '0'
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then redis.call('HSET', KEYS[1], 'id', ARGV[1], 'at', position) end
return {tonumber(redis.call('HGET', KEYS[1], 'at')), tonumber(position)}

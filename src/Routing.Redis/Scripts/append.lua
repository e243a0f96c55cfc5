-- Appends one actor's batch, if the writer owns the actor and built on its newest version: whole, or not at all.
-- KEYS: 1 actor, 2 position, 3 the shard's wake set, 4 stream ('' if the records lie in the actor's key), 5 turns pending for the projections,
--       then bodies to set, then to erase.
-- ARGV: 1 token, 2 version built on, 3 when to wake ('' as it is, '-' not at all), 4 unsent ('' as it is), 5 name in the wake set,
--       6 records, 7 bodies; then each record and what the projections are told of it ('' nothing); then the bodies.
-- Returns: 0 stored, 1 owned by another, 2 built on another version; the version and the position as they are now.
local stream = KEYS[4] ~= ''
local version = version_of(KEYS[1], KEYS[4])
local position = tonumber(redis.call('GET', KEYS[2]) or 0)
if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return {1, version, position} end
if version ~= tonumber(ARGV[2]) then return {2, version, position} end

local records, bodies = tonumber(ARGV[6]), tonumber(ARGV[7])
if version == 0 and records > 0 then redis.call('PERSIST', KEYS[1]) end
for i = 1, records do
  version = version + 1
  local name, record, told = string.format('%.0f', version), ARGV[6 + 2 * i], ARGV[7 + 2 * i]
  if stream then
    redis.call('XADD', KEYS[4], name .. '-0', 'r', record)
  else
    redis.call('HSET', KEYS[1], name, record)
  end
  if told ~= '' then redis.call('XADD', KEYS[5], '*', 'r', record, 'b', told) end
end
if records > 0 then
  if not stream then redis.call('HSET', KEYS[1], 'v', string.format('%.0f', version)) end
  position = redis.call('INCRBY', KEYS[2], records)
end
for i = 1, bodies do redis.call('SET', KEYS[5 + i], ARGV[7 + 2 * records + i]) end
for i = 6 + bodies, #KEYS do redis.call('DEL', KEYS[i]) end
if ARGV[3] == '-' then redis.call('ZREM', KEYS[3], ARGV[5]) elseif ARGV[3] ~= '' then redis.call('ZADD', KEYS[3], ARGV[3], ARGV[5]) end
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'u', ARGV[4]) end
return {0, version, position}

-- Appends one actor's batch, if the writer owns the actor and built on its newest version: whole, or not at all.
-- KEYS: 1 actor, 2 position, 3 the shard's wake set, 4 stream ('' if the records lie in the actor's key), then bodies to set, then to erase.
-- ARGV: 1 token, 2 version built on, 3 when to wake ('' as it is, '-' not at all), 4 unsent ('' as it is), 5 name in the wake set,
--       6 records, 7 bodies; then the records, then the bodies.
-- Returns: 0 stored, 1 owned by another, 2 built on another version; the version and the position as they are now.
local stream = KEYS[4] ~= ''
local version
if stream then
  local info = redis.pcall('XINFO', 'STREAM', KEYS[4])
  version = 0
  if not info.err then
    for i = 1, #info, 2 do
      if info[i] == 'last-generated-id' then version = tonumber(string.match(info[i + 1], '^%d+')) end
    end
  end
else
  version = tonumber(redis.call('HGET', KEYS[1], 'v') or 0)
end
local position = tonumber(redis.call('GET', KEYS[2]) or 0)
if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return {1, version, position} end
if version ~= tonumber(ARGV[2]) then return {2, version, position} end

local records, bodies = tonumber(ARGV[6]), tonumber(ARGV[7])
if version == 0 and records > 0 then redis.call('PERSIST', KEYS[1]) end
for i = 1, records do
  version = version + 1
  local name = string.format('%.0f', version)
  if stream then
    redis.call('XADD', KEYS[4], name .. '-0', 'r', ARGV[7 + i])
  else
    redis.call('HSET', KEYS[1], name, ARGV[7 + i])
  end
end
if records > 0 then
  if not stream then redis.call('HSET', KEYS[1], 'v', string.format('%.0f', version)) end
  position = redis.call('INCRBY', KEYS[2], records)
end
for i = 1, bodies do redis.call('SET', KEYS[4 + i], ARGV[7 + records + i]) end
for i = 5 + bodies, #KEYS do redis.call('DEL', KEYS[i]) end
if ARGV[3] == '-' then redis.call('ZREM', KEYS[3], ARGV[5]) elseif ARGV[3] ~= '' then redis.call('ZADD', KEYS[3], ARGV[3], ARGV[5]) end
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'u', ARGV[4]) end
return {0, version, position}

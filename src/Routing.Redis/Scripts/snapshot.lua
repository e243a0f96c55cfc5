-- Takes a snapshot into use that was written piece by piece, and trims the records behind it. All before it is stored: its owner asks in order.
-- KEYS: 1 actor, 2 stream ('' if the records lie in the actor's key), 3 the new pieces, 4 the old ones.
-- ARGV: 1 token, 2 version of the snapshot, 3 how many pieces it has, 4 version of the one before.
-- Returns: 1 if it is in use; 0 if the writer is not the owner or a piece is missing: then its pieces are gone.
if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] or redis.call('LLEN', KEYS[3]) ~= tonumber(ARGV[3]) then
  redis.call('DEL', KEYS[3])
  return 0
end
redis.call('PERSIST', KEYS[3])
redis.call('HSET', KEYS[1], 's', ARGV[2], 'n', ARGV[3])
if KEYS[3] ~= KEYS[4] then redis.call('UNLINK', KEYS[4]) end
if KEYS[2] ~= '' then
  redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f-0', tonumber(ARGV[2]) + 1))
else
  for version = tonumber(ARGV[4]) + 1, tonumber(ARGV[2]) do redis.call('HDEL', KEYS[1], string.format('%.0f', version)) end
end
return 1

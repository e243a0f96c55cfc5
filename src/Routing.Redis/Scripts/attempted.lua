-- Notes a webhook's attempt to deliver a reply, and when it is due again, unless its fate was reported meanwhile.
-- KEYS: 1 reply, 2 replies by when they are due. ARGV: 1 attempts, 2 when it is due again ('' not again), 3 the reply's name, 4 the status of one that is leaving.
redis.call('HSET', KEYS[1], 'attempts', ARGV[1])
if ARGV[2] ~= '' and redis.call('HGET', KEYS[1], 'status') == ARGV[4] then
  redis.call('HSET', KEYS[1], 'next', ARGV[2])
  redis.call('ZADD', KEYS[2], ARGV[2], ARGV[3])
else
  redis.call('HDEL', KEYS[1], 'next')
  redis.call('ZREM', KEYS[2], ARGV[3])
end
return 0

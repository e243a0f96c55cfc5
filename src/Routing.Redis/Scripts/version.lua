-- Comes before each script that must know at which version an actor stands: the newest id of its stream, or a field of its key.
local function version_of(actor, stream)
  if stream == '' then return tonumber(redis.call('HGET', actor, 'v') or 0) end
  local info = redis.pcall('XINFO', 'STREAM', stream)
  if info.err then return 0 end
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then return tonumber(string.match(info[i + 1], '^%d+')) end
  end
end


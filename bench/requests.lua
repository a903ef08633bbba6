-- Sends the requests of a file in turn, each given whole and ended by a NUL, and says in JSON how that went.
-- Arguments: the file, a word that no other run has. "KEY-KEY-KEY-KEY-KEY-" in a request becomes a key of its own.
local requests, sent, word = {}, 0, ""

function init(arguments)
  word = arguments[2]
  for one in io.open(arguments[1], "rb"):read("*a"):gmatch("[^%z]+") do
    requests[#requests + 1] = one
  end
end

function request()
  sent = sent + 1
  local one = requests[(sent - 1) % #requests + 1]
  local first, last = one:find("KEY-KEY-KEY-KEY-KEY-", 1, true)
  if first then
    one = one:sub(1, first - 1) .. string.format("%s%012d", word, sent) .. one:sub(last + 1)
  end
  return one
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "failed": %d, "p50": %f, "p95": %f}\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3))
end

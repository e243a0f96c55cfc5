using System.CommandLine;
using Routing.Benchmarks;

var waiting = new Option<int>("--waiting") { Description = "Threads that wait.", DefaultValueFactory = _ => 1_000_000 };
var agents = new Option<int>("--agents") { Description = "Agents on the desk.", DefaultValueFactory = _ => 100_000 };
var skills = new Option<int>("--skills") { Description = "Skills in use.", DefaultValueFactory = _ => 256 };
var classes = new Option<int>("--classes") { Description = "Different needs; as many as threads: each its own.", DefaultValueFactory = _ => 20_000 };
var uniform = new Option<bool>("--uniform") { Description = "Adversarial: no popular skill, three required, ten per agent." };
var rounds = new Option<int>("--rounds") { Description = "Measured rounds.", DefaultValueFactory = _ => 200_000 };
var decisions = new Command("decisions", "Times the desk's matching at one size; the last line is one JSON object.")
{
    waiting, agents, skills, classes, uniform, rounds,
};
decisions.SetAction(parsed =>
{
    var size = new Size(
        parsed.GetValue(waiting), parsed.GetValue(agents), parsed.GetValue(skills), parsed.GetValue(classes), parsed.GetValue(uniform),
        parsed.GetValue(rounds));
    Decisions.Run(size).Print();
});

var signIn = new Command("signin", "All agents sign in at once onto threads that wait; the last line is one JSON object.") { waiting, agents, skills };
signIn.SetAction(parsed => Moments.SignIn(parsed.GetValue(waiting), parsed.GetValue(agents), parsed.GetValue(skills)));
var policy = new Command("policy", "A new policy while threads wait and arrive; the last line is one JSON object.") { waiting, agents, skills };
policy.SetAction(parsed => Moments.NewPolicy(parsed.GetValue(waiting), parsed.GetValue(agents), parsed.GetValue(skills)));

var tail = new Option<int>("--tail") { Description = "Records after the snapshot.", DefaultValueFactory = _ => 10_000 };
var contract = new Option<int>("--contract") { Description = "Version of the contract under which the snapshot is written.", DefaultValueFactory = _ => Routing.Hosting.Contract.Version };
var bringUp = new Command("bringup", "A desk is read and built from its snapshot and the records after it; the last line is one JSON object.") { waiting, agents, skills, tail, contract };
bringUp.SetAction(parsed => BringUps.Run(
    parsed.GetValue(waiting), parsed.GetValue(agents), parsed.GetValue(skills), parsed.GetValue(tail), parsed.GetValue(contract)));

var threads = new Option<int>("--threads") { Description = "Open threads.", DefaultValueFactory = _ => 10_000 };
var leavers = new Option<int>("--leavers") { Description = "Agents who go home in the same second; as many come.", DefaultValueFactory = _ => 500 };
var colleague = new Option<bool>("--to-colleague") { Description = "Each names a colleague; else all goes back to the queue." };
var shifts = new Command("shifts", "A shift ends for everybody at once; the last line is one JSON object.") { threads, leavers, colleague };
shifts.SetAction(parsed => ShiftEnds.Run(parsed.GetValue(threads), parsed.GetValue(leavers), parsed.GetValue(colleague)));

var moves = new Option<int>("--moves") { Description = "Threads that change hands at most.", DefaultValueFactory = _ => 200 };
var broken = new Option<int>("--broken") { Description = "Of these, threads that leave an agent who has them.", DefaultValueFactory = _ => 100 };
var swamped = new Option<int>("--waiting") { Description = "Threads that wait.", DefaultValueFactory = _ => 5_000 };
var team = new Option<int>("--agents") { Description = "Agents on the desk.", DefaultValueFactory = _ => 300 };
var rebalance = new Command("rebalance", "A plan that brings breaches down, its making and its undo; the last line is one JSON object.") { swamped, team, moves, broken };
rebalance.SetAction(parsed => Rebalances.Run(parsed.GetValue(swamped), parsed.GetValue(team), parsed.GetValue(moves), parsed.GetValue(broken)));

var queues = new Option<int>("--queues") { Description = "Queues that all wait in.", DefaultValueFactory = _ => 100 };
var standstills = new Command("standstills", "Queues are paused and reopened, authors muted, while threads wait; the last line is one JSON object.") { waiting, agents, skills, queues };
standstills.SetAction(parsed => Standstills.Run(parsed.GetValue(waiting), parsed.GetValue(agents), parsed.GetValue(skills), parsed.GetValue(queues)));

return await new RootCommand("Measures what one decision costs.") { decisions, signIn, policy, bringUp, shifts, rebalance, standstills }.Parse(args).InvokeAsync();

using System.Globalization;

namespace Routing.Load.Quality.Checks;

/// <summary>A call of the anonymous bank (Mandelbaum, Sakov, Zeltyn 2000; data of the Technion). Times in seconds of the day.</summary>
/// <param name="Priority">The caller's; 2 begins with a credit of waiting.</param>
/// <param name="Enters">Joined the queue, or came straight to an agent.</param>
/// <param name="Queued">There is a time in queue: only then was the caller's priority noted.</param>
/// <param name="QueueExit">Left the queue, to an agent or for good.</param>
/// <param name="Served">By an agent.</param>
public sealed record BankCall(
    int Date, int Priority, string Kind, double Enters, bool Queued, double QueueExit, bool Served, double Begins, double Ends, string Server)
{
    public const string File = "anonymous-bank/data_anonymous_bank_february.txt";
    public const string Nobody = "NO_SERVER";

    public double InQueue => QueueExit - Enters;

    /// <summary>All calls but those that the source calls phantoms, in file order.</summary>
    public static IReadOnlyList<BankCall> Read(string path)
    {
        var calls = new List<BankCall>();
        foreach (var line in System.IO.File.ReadLines(path).Skip(1))
        {
            var field = line.Split('\t');
            if (field.Length < 17) throw new FormatException($"{path}: a line has {field.Length} fields, not 17: {line}");
            if (field[12] == "PHANTOM") continue;
            var queued = Seconds(field[9]) > 0;
            calls.Add(new BankCall(
                int.Parse(field[5], CultureInfo.InvariantCulture), int.Parse(field[3], CultureInfo.InvariantCulture), field[4],
                Seconds(queued ? field[9] : field[7]), queued, Seconds(field[10]), field[12] == "AGENT", Seconds(field[13]), Seconds(field[14]),
                field[16].Trim()));
        }

        return calls;
    }

    /// <summary>0:00:00 means that it did not happen.</summary>
    private static double Seconds(string time)
    {
        var parts = time.Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture) * 3600) + (int.Parse(parts[1], CultureInfo.InvariantCulture) * 60)
            + int.Parse(parts[2], CultureInfo.InvariantCulture);
    }
}

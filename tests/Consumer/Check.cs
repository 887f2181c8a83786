namespace Consumer;

/// <summary>Counts what holds and says what does not.</summary>
internal static class Check
{
    private static int held;
    private static int broken;

    public static void Same<T>(T expected, T actual, string what) => True(EqualityComparer<T>.Default.Equals(expected, actual), $"{what}: expected {expected}, got {actual}");

    public static void True(bool holds, string what)
    {
        if (holds)
        {
            held++;
            return;
        }

        broken++;
        Console.Error.WriteLine($"consumer: does not hold: {what}");
    }

    /// <summary>The exit code: 0 when everything held.</summary>
    public static int Summary()
    {
        Console.WriteLine($"consumer: {held} checks held, {broken} did not");
        return broken == 0 && held > 0 ? 0 : 1;
    }
}

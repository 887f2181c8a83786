namespace Pipelines.Quality;

/// <summary>Which patterns of points count as a sign of trouble. Numbers as their authors number them; more rules find shifts sooner and give more false signals.</summary>
public enum RunRuleSet
{
    /// <summary>Only a point outside the limits: one false signal in 370 points.</summary>
    LimitsOnly,

    /// <summary>
    /// Western Electric, "Statistical quality control handbook" (1956): 1 a point beyond 3 sigma; 2 two of three beyond 2 sigma on one side; 3 four of five beyond 1 sigma on one side; 4 eight in a row
    /// on one side. One false signal in 92 points (Champ and Woodall, 1987).
    /// </summary>
    WesternElectric,

    /// <summary>
    /// Nelson, "The Shewhart control chart: tests for special causes" (1984): 1 a point beyond 3 sigma; 2 nine in a row on one side; 3 six in a row rising or falling; 4 fourteen in a row up and down in
    /// turn; 5 two of three beyond 2 sigma on one side; 6 four of five beyond 1 sigma on one side; 7 fifteen in a row within 1 sigma; 8 eight in a row beyond 1 sigma on either side.
    /// </summary>
    Nelson,
}

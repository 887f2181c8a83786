namespace Pipelines.Recommendation;

/// <summary>What <see cref="Ease"/> makes of a rating or count before learning from it.</summary>
public enum EaseInput
{
    /// <summary>
    /// The rating's place in the scale of the training ratings, from 1/11 for the lowest to 1 for the highest: a loved item says more than a disliked one, and a disliked one more than an unseen one.
    /// 1 where all ratings are equal.
    /// </summary>
    Weighted,

    /// <summary>1 for every rating or count: only who used what. As in the paper; for implicit feedback.</summary>
    Binary,

    /// <summary>log(1 + count), divided by that of the largest training count; for counts of plays or purchases. A negative count is taken as 0.</summary>
    Logarithmic,
}

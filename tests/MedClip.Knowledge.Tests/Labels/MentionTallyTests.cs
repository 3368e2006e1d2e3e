namespace MedClip.Knowledge.Tests;

public sealed class MentionTallyTests
{
    [Theory]
    [InlineData(LabelPolicy.Strict, "", 2)]
    [InlineData(LabelPolicy.Strict, "0", 0)]
    [InlineData(LabelPolicy.Strict, "1", 1)]
    [InlineData(LabelPolicy.Strict, "-1", -1)]
    [InlineData(LabelPolicy.Strict, "0 -1", -1)]
    [InlineData(LabelPolicy.Strict, "0 1", 1)]
    [InlineData(LabelPolicy.Strict, "1 -1", 1)]
    [InlineData(LabelPolicy.Strict, "0 1 -1", 1)]
    [InlineData(LabelPolicy.Graded, "0 1 -1", 1)]
    [InlineData(LabelPolicy.CheXpert, "", 2)]
    [InlineData(LabelPolicy.CheXpert, "0", 0)]
    [InlineData(LabelPolicy.CheXpert, "0 -1", -1)]
    [InlineData(LabelPolicy.CheXpert, "0 1", 1)]
    [InlineData(LabelPolicy.CheXpert, "1 -1", 1)]
    [InlineData(LabelPolicy.CheXpert, "0 1 -1", -1)]
    [InlineData(LabelPolicy.Mimic, "0 1 -1", -1)]
    [InlineData(LabelPolicy.Mimic, "1 -1", 1)]
    [InlineData(LabelPolicy.NegBio, "0 -1", 0)]
    [InlineData(LabelPolicy.NegBio, "0 1", 1)]
    [InlineData(LabelPolicy.NegBio, "1 -1", 1)]
    [InlineData(LabelPolicy.NegBio, "-1", -1)]
    [InlineData(LabelPolicy.NegBio, "0 1 -1", 1)]
    public void Mentions_become_a_label_by_policy(LabelPolicy policy, string mentions, int expected)
    {
        var tally = new MentionTally(FindingSet.CheXpert, policy, NoFindingRule.Stated);
        int edema = FindingSet.CheXpert.IndexOf(Finding.Edema);
        foreach (string value in mentions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            tally.Add(edema, (LabelValue)int.Parse(value));
        }

        Labels(tally)[edema].ShouldBe((LabelValue)expected);
    }

    [Theory]
    [InlineData(NoFindingRule.Stated, "", false)]
    [InlineData(NoFindingRule.CheXpert, "", true)]
    [InlineData(NoFindingRule.Stated, "Edema=0", true)]
    [InlineData(NoFindingRule.Stated, "Edema=0 Fracture=1", false)]
    [InlineData(NoFindingRule.Stated, "Edema=0 Fracture=-1", false)]
    [InlineData(NoFindingRule.Stated, "Edema=0 SupportDevices=1", true)]
    [InlineData(NoFindingRule.Stated, "SupportDevices=1", false)]
    [InlineData(NoFindingRule.CheXpert, "SupportDevices=1", true)]
    [InlineData(NoFindingRule.CheXpert, "Edema=-1", false)]
    [InlineData(NoFindingRule.Stated, "NoFinding=1", true)]
    [InlineData(NoFindingRule.Stated, "NoFinding=1 Edema=1", false)]
    [InlineData(NoFindingRule.Stated, "Edema=0 Other=1", false)]
    [InlineData(NoFindingRule.Stated, "Edema=0 Other=0", true)]
    [InlineData(NoFindingRule.CheXpert, "Edema=0 Other=1", true)]
    public void No_finding_is_derived(NoFindingRule rule, string mentions, bool noFinding)
    {
        var tally = new MentionTally(FindingSet.CheXpert, LabelPolicy.Strict, rule);
        foreach (string[] mention in mentions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')))
        {
            int label = mention[0] == "Other" ? -1 : FindingSet.CheXpert.IndexOf(new Finding(mention[0]));
            tally.Add(label, (LabelValue)int.Parse(mention[1]));
        }

        Labels(tally)[0].ShouldBe(noFinding ? LabelValue.Positive : LabelValue.NotMentioned);
    }

    [Fact]
    public void Tallies_add_up_and_clear()
    {
        MentionTally sentence = new(FindingSet.CheXpert, LabelPolicy.Strict, NoFindingRule.Stated), report = new(FindingSet.CheXpert, LabelPolicy.Strict, NoFindingRule.Stated);
        sentence.Add(5, LabelValue.Negative);
        sentence.Add(-1, LabelValue.Positive);
        report.Add(sentence);
        Labels(report)[5].ShouldBe(LabelValue.Negative);
        Labels(report)[0].ShouldBe(LabelValue.NotMentioned);
        report.Clear();
        Labels(report).ShouldAllBe(label => label == LabelValue.NotMentioned);
    }

    private static LabelValue[] Labels(MentionTally tally)
    {
        var labels = new LabelValue[FindingSet.CheXpert.Count];
        tally.CopyLabels(labels);
        return labels;
    }
}

namespace MedClip.Training.Tests;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Defaults_are_valid_and_survive_a_round_trip()
    {
        var options = new TrainingOptions();
        TrainingOptionsValidator.Check(options);
        string json = TrainingOptionsJson.Write(options);
        TrainingOptionsJson.Write(TrainingOptionsJson.Parse(json)).ShouldBe(json);
        json.ShouldContain("\"warmupRatio\": 0.1");
    }

    [Fact]
    public void Everything_wrong_is_listed_at_once()
    {
        var options = new TrainingOptions { Epochs = 0, Behaviour = Behaviour.Paper };
        options.Optimizer.Beta1 = 1;
        options.Objective.AbsenceWeight = 0.5;
        string message = Should.Throw<InvalidInputException>(() => TrainingOptionsValidator.Check(options)).Message;
        message.ShouldContain("Epochs");
        message.ShouldContain("Beta1");
        message.ShouldContain("AbsenceWeight");
    }

    [Fact]
    public void A_choice_that_does_not_exist_is_refused()
    {
        var options = new TrainingOptions { Precision = (PrecisionMode)9 };
        Should.Throw<InvalidInputException>(() => TrainingOptionsValidator.Check(options)).Message.ShouldContain("Precision is 9; it can be Auto, Float32, BFloat16");
    }

    [Theory]
    [InlineData("cpu", true)]
    [InlineData("cuda:1", true)]
    [InlineData("gpu", false)]
    [InlineData("", false)]
    public void A_device_is_named_by_a_word(string device, bool right)
    {
        var options = new TrainingOptions { Device = device };
        if (right)
        {
            TrainingOptionsValidator.Check(options);
        }
        else
        {
            Should.Throw<InvalidInputException>(() => TrainingOptionsValidator.Check(options)).Message.ShouldContain("Device");
        }
    }

    [Fact]
    public void Pairs_need_equal_batches()
    {
        var options = new TrainingOptions();
        options.Objective.Kind = ObjectiveKind.InfoNce;
        options.Sampling.BatchSentences = 7;
        Should.Throw<InvalidInputException>(() => TrainingOptionsValidator.Check(options)).Message.ShouldContain("BatchSentences (7)");
    }

    [Theory]
    [InlineData("{\"epoch\": 3}", "'epoch'")]
    [InlineData("{\"optimizer\": {\"learningrates\": 1}}", "'learningrates'")]
    [InlineData("{\"epochs\": \"three\"}", "line 1")]
    [InlineData("{", "line 1")]
    [InlineData("null", "holds null")]
    [InlineData("{\"behaviour\": 1}", "line 1")]
    public void A_configuration_with_an_unknown_key_or_a_wrong_value_is_refused(string json, string part)
    {
        string message = Should.Throw<InvalidInputException>(() => TrainingOptionsJson.Parse(json, "my.json")).Message;
        message.ShouldStartWith("my.json");
        message.ShouldContain(part);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<InvalidInputException>(() => TrainingOptionsJson.Load("/no/such/config.json")).Message.ShouldContain("/no/such/config.json");

    [Fact]
    public void Dotted_keys_set_any_option()
    {
        var options = new TrainingOptions();
        foreach (string assignment in new[]
        {
            "epochs=3", "optimizer.learningRate=2e-5", "OPTIMIZER.DECAYRULE=reference", "model.config=film64", "sampling.batchSentences=12",
            "sampling.dropLast=false", "behaviour=paper", "objective.uncertainty=as-half", "seed=9",
        })
        {
            TrainingOptionsKeys.Apply(options, assignment);
        }

        (options.Epochs, options.Optimizer.LearningRate, options.Optimizer.DecayRule).ShouldBe((3, 2e-5, DecayRule.Reference));
        (options.Model.Config, options.Sampling.BatchSentences, options.Sampling.DropLast).ShouldBe(("film64", 12, false));
        (options.Behaviour, options.Objective.Uncertainty, options.Seed).ShouldBe((Behaviour.Paper, UncertaintyPolicy.AsHalf, 9ul));
        TrainingOptionsKeys.Apply(options, "sampling.batchSentences=null");
        options.Sampling.BatchSentences.ShouldBeNull();
    }

    [Theory]
    [InlineData("epochs", "write key=value")]
    [InlineData("=3", "write key=value")]
    [InlineData("epoch=3", "no option 'epoch'")]
    [InlineData("optimizer=3", "no option 'optimizer'")]
    [InlineData("epochs.value=3", "no option 'epochs.value'")]
    [InlineData("epochs=three", "'three' is no whole number")]
    [InlineData("optimizer.learningRate=fast", "'fast' is no number")]
    [InlineData("sampling.dropLast=maybe", "'maybe' is no true or false")]
    [InlineData("behaviour=mine", "'mine' is none of Default, Paper, Reference")]
    public void A_wrong_assignment_says_what_is_possible(string assignment, string part) =>
        Should.Throw<InvalidInputException>(() => TrainingOptionsKeys.Apply(new TrainingOptions(), assignment)).Message.ShouldContain(part);

    [Fact]
    public void Every_key_can_be_read_and_set_to_what_it_is()
    {
        var options = new TrainingOptions();
        TrainingOptionsKeys.All.ShouldContain("objective.targetTemperature");
        foreach (string key in TrainingOptionsKeys.All)
        {
            TrainingOptionsKeys.Apply(options, $"{key}={TrainingOptionsKeys.Text(options, key)}");
        }

        TrainingOptionsJson.Write(options).ShouldBe(TrainingOptionsJson.Write(new TrainingOptions()));
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

public sealed class ComputeDeviceTests
{
    [Theory]
    [InlineData("cpu", true)]
    [InlineData("cuda", true)]
    [InlineData("cuda:3", true)]
    [InlineData("cuda:", false)]
    [InlineData("cuda:-1", false)]
    [InlineData("cuda:x", false)]
    [InlineData("CPU", false)]
    [InlineData("gpu", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Words_name_devices_or_not(string? word, bool expected) => ComputeDevice.IsWellFormed(word).ShouldBe(expected);

    [Fact]
    public void The_processor_is_always_there_and_nonsense_is_refused()
    {
        ComputeDevice.Parse("cpu").type.ShouldBe(DeviceType.CPU);
        Should.Throw<InvalidInputException>(() => ComputeDevice.Parse("gpu")).Message.ShouldContain("cpu, cuda or cuda:N");
    }

    [SkippableFact]
    public void A_missing_cuda_device_is_an_error_that_says_what_to_do()
    {
        Skip.If(cuda_is_available(), "this machine has a CUDA device");
        string message = Should.Throw<InvalidInputException>(() => ComputeDevice.Parse("cuda:1")).Message;
        message.ShouldContain("cuda:1");
        message.ShouldContain("Use cpu");
    }

    [SkippableFact]
    public void A_cuda_device_gives_what_the_processor_gives()
    {
        Skip.IfNot(cuda_is_available(), "this machine has no CUDA device");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach ((string name, MedClipConfig config) in Small.All)
        {
            using var model = new MedClipModel(config, new SeedSequence(2));
            using MedClipModel copy = model.ToInference();
            Tensor expected = copy.EncodeImages(Small.Pixels(config, 2));
            foreach ((NumericPrecision precision, double tolerance) in new[] { (NumericPrecision.Float32, 1e-3), (NumericPrecision.Float16, 2e-2), (NumericPrecision.BFloat16, 5e-2) })
            {
                using MedClipModel there = model.ToInference(new InferenceOptions { Device = "cuda", Precision = precision });
                Tensors.ShouldMatch(there.EncodeImages(Small.Pixels(config, 2).to(there.Device)), expected, tolerance, $"{name} in {precision}");
            }
        }
    }
}

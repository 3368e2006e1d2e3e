using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Torch.Tests;

/// <summary>Thirty ways in which programs written for TorchSharp use it, kept as their authors write them.</summary>
public sealed class IdiomTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private sealed class Mlp : Module<Tensor, Tensor>
    {
        private readonly Linear lin1 = Linear(4, 8);
        private readonly Linear lin2 = Linear(8, 2);

        public Mlp(string name = nameof(Mlp))
            : base(name)
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var _ = NewDisposeScope();
            var x = functional.relu(lin1.forward(input));
            return lin2.forward(x).MoveToOuterDisposeScope();
        }
    }

    private sealed class Joined : Module<Tensor, Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> image = Sequential(("proj", Linear(4, 3)), ("act", GELU()));
        private readonly Module<Tensor, Tensor> text = Sequential(Linear(5, 3), Tanh());

        public Joined()
            : base(nameof(Joined)) => RegisterComponents();

        public override Tensor forward(Tensor images, Tensor texts) => image.call(images).matmul(text.call(texts).t());
    }

    private sealed class Tower : Module<Tensor, Tensor?, bool, (Tensor, Tensor)>
    {
        public Tower()
            : base(nameof(Tower))
        {
        }

        public override (Tensor, Tensor) forward(Tensor input1, Tensor? input2, bool input3) => (input3 ? input1 * 2 : input1, input2 ?? zeros_like(input1));
    }

    [Fact]
    public void I01_A_module_of_fields() => new Mlp().call(rand(new long[] { 3, 4 })).shape.ShouldBe([3, 2]);

    [Fact]
    public void I02_A_module_of_two_inputs() => new Joined().call(rand(2, 4), rand(3, 5)).shape.ShouldBe([2, 3]);

    [Fact]
    public void I03_A_module_of_three_inputs_and_two_results()
    {
        var (a, b) = new Tower().call(ones(2), null, true);
        a.sum().item<float>().ShouldBe(4);
        b.sum().item<float>().ShouldBe(0);
    }

    [Fact]
    public void I04_A_training_loop()
    {
        manual_seed(0);
        var model = new Mlp();
        var optimizer = optim.Adam(model.parameters(), lr: 0.05);
        var loss = MSELoss();
        var x = randn(16, 4);
        var y = x[.., ..2] * 3;
        float first = 0, last = 0;
        model.train();
        for (int epoch = 0; epoch < 30; epoch++)
        {
            using var d = NewDisposeScope();
            optimizer.zero_grad();
            var output = loss.call(model.call(x), y);
            output.backward();
            optimizer.step();
            last = output.ToSingle();
            first = epoch == 0 ? last : first;
        }
        last.ShouldBeLessThan(first / 2);
    }

    [Fact]
    public void I05_Evaluation_without_gradients()
    {
        var model = new Mlp();
        model.eval();
        using var _ = no_grad();
        model.call(rand(1, 4)).requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void I06_Inference_mode()
    {
        using (inference_mode())
        {
            new Mlp().call(rand(1, 4)).argmax(1).item<long>().ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void I07_Ranges_as_indices()
    {
        var a = arange(12, dtype: ScalarType.Float32).reshape(3, 4);
        a[.., 1].data<float>().ToArray().ShouldBe([1, 5, 9]);
        a[1.., ^1..].shape.ShouldBe([2, 1]);
    }

    [Fact]
    public void I08_Tensor_indices()
    {
        var a = arange(12).reshape(3, 4);
        a[TensorIndex.Colon, TensorIndex.Slice(0, null, 2)].shape.ShouldBe([3, 2]);
        a[TensorIndex.Ellipsis, TensorIndex.Null].shape.ShouldBe([3, 4, 1]);
        a[TensorIndex.Single(2), TensorIndex.Slice(1, 3)].data<long>().ToArray().ShouldBe([9, 10]);
    }

    [Fact]
    public void I09_Writing_through_an_index()
    {
        var a = zeros(2, 3);
        a[0, 1] = 5f;
        a[1, ..] = ones(3);
        a.data<float>().ToArray().ShouldBe([0, 5, 0, 1, 1, 1]);
    }

    [Fact]
    public void I10_Picking_by_a_mask()
    {
        var a = tensor(new float[] { -1, 2, -3, 4 });
        a[a > 0].data<float>().ToArray().ShouldBe([2, 4]);
    }

    [Fact]
    public void I11_Scopes_that_hand_results_out()
    {
        Tensor kept;
        using (var inner = NewDisposeScope())
        {
            var temporary = ones(2);
            kept = (temporary + 1).MoveToOuterDisposeScope();
            inner.DisposablesCount.ShouldBe(1);
        }
        kept.sum().item<float>().ShouldBe(4);
    }

    [Fact]
    public void I12_Tensors_that_leave_all_scopes()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            kept = ones(2).DetachFromDisposeScope();
        }
        kept.IsInvalid.ShouldBeFalse();
        kept.Dispose();
    }

    [Fact]
    public void I13_Data_as_an_array() => tensor(new[,] { { 1, 2 }, { 3, 4 } }).data<int>().ToArray().ShouldBe([1, 2, 3, 4]);

    [Fact]
    public void I14_Single_values()
    {
        tensor(3.5).item<double>().ShouldBe(3.5);
        tensor(3).ToInt32().ShouldBe(3);
        tensor(7L).ToInt64().ShouldBe(7);
        tensor(true).ToBoolean().ShouldBeTrue();
    }

    [Fact]
    public void I15_Types_and_devices()
    {
        var a = ones(2, dtype: float32, device: CPU);
        a.to(int64).dtype.ShouldBe(ScalarType.Int64);
        a.to_type(ScalarType.Float64).type_as(a).dtype.ShouldBe(float32);
        a.device.type.ShouldBe(DeviceType.CPU);
        a.to(cuda.is_available() ? CUDA : CPU).device_type.ShouldBe(cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU);
    }

    [Fact]
    public void I16_A_scheduler_beside_its_optimizer()
    {
        var optimizer = optim.SGD(new Mlp().parameters(), 0.1);
        var scheduler = optim.lr_scheduler.StepLR(optimizer, 1, 0.7);
        scheduler.step();
        optimizer.ParamGroups.First().LearningRate.ShouldBe(0.07, 1e-9);
    }

    [Fact]
    public void I17_Warm_up_by_a_lambda()
    {
        var optimizer = optim.AdamW(new Mlp().parameters(), 1e-3);
        var scheduler = optim.lr_scheduler.LambdaLR(optimizer, step => Math.Min(1.0, (step + 1) / 10.0));
        optimizer.ParamGroups.First().LearningRate.ShouldBe(1e-4, 1e-12);
        scheduler.step();
        scheduler.get_last_lr().First().ShouldBe(2e-4, 1e-12);
    }

    [Fact]
    public void I18_Setting_the_rate_by_hand()
    {
        var optimizer = optim.AdamW(new Mlp().parameters(), 1e-3, weight_decay: 0.05);
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = 5e-4;
        }
        optimizer.ParamGroups.ShouldAllBe(group => group.LearningRate == 5e-4);
    }

    [Fact]
    public void I19_Groups_with_and_without_decay()
    {
        var model = new Mlp();
        var decay = model.named_parameters().Where(p => p.name.EndsWith("weight", StringComparison.Ordinal)).Select(p => p.parameter);
        var rest = model.named_parameters().Where(p => p.name.EndsWith("bias", StringComparison.Ordinal)).Select(p => p.parameter);
        var optimizer = optim.AdamW(new[] { new AdamW.ParamGroup(decay, weight_decay: 0.1), new AdamW.ParamGroup(rest) }, lr: 1e-3);
        optimizer.ParamGroups.Count().ShouldBe(2);
    }

    [Fact]
    public void I20_Saving_and_loading()
    {
        string file = Path.GetTempFileName();
        try
        {
            var model = new Mlp();
            model.save(file);
            var other = new Mlp();
            other.load(file);
            other.call(ones(1, 4)).allclose(model.call(ones(1, 4))).ShouldBeTrue();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void I21_Copying_by_state_dictionary()
    {
        var model = new Mlp();
        var (missing, unexpected) = new Mlp().load_state_dict(model.state_dict());
        missing.ShouldBeEmpty();
        unexpected.ShouldBeEmpty();
        model.state_dict().Keys.ShouldBe(["lin1.weight", "lin1.bias", "lin2.weight", "lin2.bias"]);
    }

    [Fact]
    public void I22_Looking_inside_with_hooks()
    {
        var shapes = new List<long[]>();
        var layer = Linear(4, 8);
        using var chain = Sequential(layer, ReLU());
        layer.register_forward_hook((module, input, output) =>
        {
            shapes.Add(output.shape);
            return output;
        });
        chain.call(ones(2, 4));
        shapes.ShouldHaveSingleItem().ShouldBe([2, 8]);
    }

    [Fact]
    public void I23_Initialising_with_apply()
    {
        var model = new Mlp();
        model.apply(module =>
        {
            if (module is Linear linear)
            {
                init.constant_(linear.weight, 0.5);
                init.zeros_(linear.bias!);
            }
        });
        model.parameters().Sum(p => p.sum().item<float>()).ShouldBe(24);
    }

    [Fact]
    public void I24_Freezing_a_part()
    {
        var model = new Mlp();
        foreach (var (name, parameter) in model.named_parameters())
        {
            parameter.requires_grad = !name.StartsWith("lin1", StringComparison.Ordinal);
        }
        model.call(ones(1, 4)).sum().backward();
        model.parameters().Count(p => p.grad is not null).ShouldBe(2);
    }

    [Fact]
    public void I25_Clipping_gradients()
    {
        var model = new Mlp();
        (model.call(ones(1, 4)).sum() * 100).backward();
        utils.clip_grad_norm_(model.parameters(), 1.0).ShouldBeGreaterThan(1);
        utils.clip_grad_norm_(model.parameters(), 1.0).ShouldBe(1, 1e-3);
    }

    [Fact]
    public void I26_Counting_parameters() => new Mlp().parameters().Sum(p => p.numel()).ShouldBe(58);

    [Fact]
    public void I27_A_list_of_blocks()
    {
        var blocks = ModuleList(Enumerable.Range(0, 3).Select(_ => Linear(2, 2)).ToArray());
        Tensor x = ones(1, 2);
        foreach (var block in blocks)
        {
            x = block.call(x);
        }
        x.shape.ShouldBe([1, 2]);
        blocks.Count.ShouldBe(3);
    }

    [Fact]
    public void I28_Joining_and_stacking()
    {
        var a = ones(2, 3);
        cat(new[] { a, a }, 0).shape.ShouldBe([4, 3]);
        stack(new[] { a, a, a }, dim: 1).shape.ShouldBe([2, 3, 3]);
        where(a > 0, a, zeros_like(a)).sum().ToSingle().ShouldBe(6);
    }

    [Fact]
    public void I29_Chains_of_shapes()
    {
        rand(2, 3, 4).permute(0, 2, 1).contiguous().view(2, -1).unsqueeze(1).expand(2, 5, 12).flatten(1).shape.ShouldBe([2, 60]);
        rand(2, 6).chunk(2, 1).Length.ShouldBe(2);
        rand(2, 1, 3).squeeze(1).transpose(0, 1).shape.ShouldBe([3, 2]);
    }

    [Fact]
    public void I30_An_image_network_in_one_expression()
    {
        using var model = Sequential(
            ("conv1", Conv2d(1, 4, kernel_size: 3, padding: 1)),
            ("bn1", BatchNorm2d(4)),
            ("relu1", ReLU(inplace: true)),
            ("pool1", MaxPool2d(kernel_size: new long[] { 2, 2 })),
            ("pool2", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
            ("drop", Dropout(0.1)),
            ("fc", Linear(4, 3)));
        using var logits = model.call(rand(2, 1, 8, 8));
        functional.cross_entropy(logits, tensor(new long[] { 0, 2 })).backward();
        model.parameters().ShouldAllBe(p => p.grad! is Tensor);
        functional.softmax(logits, dim: 1).sum().ToSingle().ShouldBe(2, 1e-5f);
    }
}

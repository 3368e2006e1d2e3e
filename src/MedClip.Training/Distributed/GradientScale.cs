using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>The same values, and the gradient times a number.</summary>
internal sealed class GradientScale : autograd.SingleTensorFunction<GradientScale>
{
    public override string Name => nameof(GradientScale);

    public static Tensor Of(Tensor value, double factor) => apply(value, factor);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data("factor", vars[1]);
        return ((Tensor)vars[0]).alias();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * (double)ctx.get_data("factor")];
}

namespace TorchSharp;

public static partial class torch
{
    /// <content>Exchanging storage under a tensor that keeps its identity.</content>
    public partial class Tensor
    {
        internal void SetData(Tensor data)
        {
            NnOp.SetData.Run(this, data);
            elementType = null;
        }
    }
}

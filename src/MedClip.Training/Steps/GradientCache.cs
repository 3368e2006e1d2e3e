using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// GradCache (https://arxiv.org/abs/2101.06983): the gradient of a large contrastive batch in the memory of a small one. Everything is
/// embedded without a graph, a few rows at a time; the loss of the whole batch gives the gradient of each embedding; then the same rows are
/// embedded again, with the same random numbers, and the cached gradients flow on into the towers. Costs one more forward pass.
/// Batch normalisation sees the small batches: its statistics are theirs, and are moved once.
/// </summary>
internal sealed class GradientCache(IContrastiveTowers towers, BatchEncoder encoder, int rows)
{
    /// <summary>Computes a loss and adds its gradients.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="lossOf">The loss of encoded images and of each encoded set of texts, scaled as its gradient is to be.</param>
    /// <param name="beforeLast">Called before the last of all backward passes.</param>
    /// <returns>The loss, without a graph.</returns>
    public Tensor Backward(TrainingBatch batch, Func<Encoded, IReadOnlyList<Encoded>, Tensor> lossOf, Action? beforeLast = null)
    {
        Tensor pixels = encoder.Pixels(batch);
        Stream images = new(pixels.shape[0], (start, count) => encoder.Images(pixels.narrow(0, start, count)));
        Stream[] texts = encoder.NeedsTexts ? [.. batch.TextSets().Select(TextStream)] : [];
        using (no_grad())
        {
            List<(Tensor Buffer, Tensor Before)> kept = [.. towers.Module.named_buffers().Select(entry => (entry.buffer, entry.buffer.clone()))];
            foreach (Stream stream in texts.Prepend(images))
            {
                stream.Embed(rows);
            }

            kept.ForEach(entry => entry.Buffer.copy_(entry.Before));
        }

        Tensor after = get_rng_state();
        Tensor loss = lossOf(images.Leaves, [.. texts.Select(stream => stream.Leaves)]);
        loss.backward();
        Stream[] streams = [images, .. texts];
        foreach (Stream stream in streams)
        {
            stream.FlowOn(rows, stream == streams[^1] ? beforeLast : null);
        }

        set_rng_state(after);
        return loss.detach();
    }

    private Stream TextStream(TokenRows tokens)
    {
        (Tensor ids, Tensor mask) = encoder.Tokens(tokens);
        return new(tokens.Count, (start, count) => encoder.Texts(ids.narrow(0, start, count), mask.narrow(0, start, count)));
    }

    // Rows of one kind, their random states, and their embeddings as leaves.
    private sealed class Stream(long total, Func<long, long, Encoded> encode)
    {
        private readonly List<Tensor> states = [];

        public Encoded Leaves { get; private set; } = new([], null);

        public void Embed(int rows)
        {
            var parts = new List<Encoded>();
            for (long start = 0; start < total; start += rows)
            {
                states.Add(get_rng_state());
                parts.Add(encode(start, Math.Min(rows, total - start)));
            }

            Leaves = Encoded.Concatenate(parts).AsLeaves();
        }

        public void FlowOn(int rows, Action? beforeLast)
        {
            Tensor?[] gradients = [.. Leaves.Tensors.Select(leaf => leaf.grad)];
            for (long start = 0, part = 0; start < total; start += rows, part++)
            {
                using DisposeScope scope = NewDisposeScope();
                long count = Math.Min(rows, total - start);
                set_rng_state(states[(int)part]);
                Encoded again = encode(start, count);
                (Tensor Value, Tensor Gradient)[] flowing =
                [
                    .. again.Tensors.Select((value, k) => (value, gradient: gradients[k]))
                        .Where(pair => pair.gradient is not null && pair.value.requires_grad)
                        .Select(pair => (pair.value, pair.gradient!.narrow(0, start, count).to_type(pair.value.dtype))),
                ];
                if (flowing.Length > 0)
                {
                    if (start + rows >= total)
                    {
                        beforeLast?.Invoke();
                    }

                    autograd.backward([.. flowing.Select(pair => pair.Value)], [.. flowing.Select(pair => pair.Gradient)]);
                }
            }
        }
    }
}

using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Random numbers, from the default generator unless one is given.</content>
    public partial class Tensor
    {
        /// <summary>Fills with numbers of a normal distribution.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Ops.NormalInPlace.InPlace(this, mean, std, generator);

        /// <summary>Fills with numbers of a uniform distribution over [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Ops.UniformInPlace.InPlace(this, from, to, generator);

        /// <summary>Fills with integers of a uniform distribution over [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Ops.RandomInPlaceFrom.InPlace(this, (long)from, (long)to, generator);

        /// <summary>Fills with numbers of an exponential distribution.</summary>
        public Tensor exponential_(double lambda = 1, Generator? generator = null) =>
            Ops.ExponentialInPlace.InPlace(this, lambda, generator);

        /// <summary>Fills with numbers whose logarithms are normally distributed.</summary>
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Ops.LogNormalInPlace.InPlace(this, mean, std, generator);

        /// <summary>Fills with numbers of a Cauchy distribution.</summary>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) =>
            Ops.CauchyInPlace.InPlace(this, median, sigma, generator);

        /// <summary>Fills with numbers of a geometric distribution.</summary>
        public Tensor geometric_(double p, Generator? generator = null) => Ops.GeometricInPlace.InPlace(this, p, generator);

        /// <summary>Draws 1 with each element's probability, else 0.</summary>
        public Tensor bernoulli(Generator? generator = null) => Ops.Bernoulli.Call(this, generator);

        /// <summary>Fills with 1 with a probability, else 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Ops.BernoulliInPlaceFloat.InPlace(this, p, generator);

        /// <summary>Fills with 1 with a tensor's probabilities, else 0.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Ops.BernoulliInPlaceTensor.InPlace(this, p, generator);

        /// <summary>Draws indices by the weights in each row.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Ops.Multinomial.Call(this, num_samples, replacement, generator);

        /// <summary>Draws from Poisson distributions with these rates.</summary>
        public Tensor poisson(Generator? generator = null) => Ops.Poisson.Call(this, generator);

        /// <summary>Numbers of a uniform distribution over [0, 1), in this tensor's shape.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.RandLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Numbers of the standard normal distribution, in this tensor's shape.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.RandnLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Integers of a uniform distribution over [low, high), in this tensor's shape.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.RandintLikeLowDtype.Call(this, low, high, dtype, Arg.None, device), requires_grad);
    }
}

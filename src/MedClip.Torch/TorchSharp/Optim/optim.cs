namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers and learning-rate schedules.</summary>
    public static partial class optim
    {
        /// <summary>Something that has a learning rate.</summary>
        public interface ILearningRateController
        {
            /// <summary>Learning rate now.</summary>
            double LearningRate { get; set; }

            /// <summary>Learning rate before any schedule.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Something that has a momentum.</summary>
        public interface IMomentum
        {
            /// <summary>Share of the past kept at each step.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Something that averages gradients and their squares.</summary>
        public interface IBetas
        {
            /// <summary>Shares of the past kept at each step.</summary>
            (double, double) Betas { get; set; }
        }
    }
}

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The schedules' classes; the functions beside this class make them.</summary>
            public static partial class impl
            {
            }
        }
    }
}

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Anything that may be called with two inputs.</summary>
        /// <typeparam name="T1">Type of an input.</typeparam>
        /// <typeparam name="T2">Type of an input.</typeparam>
        /// <typeparam name="TResult">Type of the result.</typeparam>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Runs the hooks and the forward pass.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module of two inputs. Derive from it and write <c>forward</c>; use it through <c>call</c>, which runs the hooks too.</summary>
        /// <typeparam name="T1">Type of an input.</typeparam>
        /// <typeparam name="T2">Type of an input.</typeparam>
        /// <typeparam name="TResult">Type of the result.</typeparam>
        public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            /// <summary>A module without parts.</summary>
            /// <param name="name">Name for messages; <c>nameof(TheClass)</c> by custom.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the hooks registered before, the forward pass, and the hooks registered after.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                Notify(module_pre_hooks, this);
                if (pre_hooks.Count > 0)
                {
                    foreach (var hook in pre_hooks.Values)
                    {
                        if (hook(this, input1, input2) is { } replaced)
                        {
                            (input1, input2) = replaced;
                        }
                    }
                }
                TResult result = forward(input1, input2);
                if (post_hooks.Count > 0)
                {
                    foreach (var hook in post_hooks.Values)
                    {
                        if (hook(this, input1, input2, result) is { } replaced)
                        {
                            result = replaced;
                        }
                    }
                }
                Notify(module_post_hooks, this);
                return result;
            }
        }
    }
}

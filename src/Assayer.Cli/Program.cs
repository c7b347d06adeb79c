Console.WriteLine("assayer");

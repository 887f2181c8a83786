Console.WriteLine("MovieRecommendation");
